-- path: /private/var/Keychains/Analytics/ckks_analytics.db
CREATE TABLE hard_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE soft_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE success_count (event_type STRING PRIMARY KEY, success_count INTEGER, hard_failure_count INTEGER, soft_failure_count INTEGER);
INSERT INTO hard_failures(timestamp, data) VALUES (1716954390.25, plist('{"eventType": "CKKSEventOutgoingQueue", "eventTime": 1716954390250, "eventClass": 1, "build": "21F79", "product": "iPhone OS", "errorDomain": "CKErrorDomain", "errorChain": [{"domain": "NSURLErrorDomain", "url": "https://gateway.example.com/x"}]}'));
INSERT INTO soft_failures(timestamp, data) VALUES (1716954391, plist('{"eventType": "NSURLConnection", "process": "bh", "bundle": "com.example.app"}'));
INSERT INTO notes(timestamp, data) VALUES (1716954392, NULL), ('odd', x'62706c6973743030ff'), (NULL, plist('["list"]'));
