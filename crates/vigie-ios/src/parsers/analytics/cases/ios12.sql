-- path: /private/var/Keychains/Analytics/trust_analytics.db
CREATE TABLE all_events (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
INSERT INTO all_events(timestamp, data) VALUES (1540000000, plist('{"eventType": "MITM", "build": "16A404", "proc": "/private/var/tmp/roleaboutd"}'));
