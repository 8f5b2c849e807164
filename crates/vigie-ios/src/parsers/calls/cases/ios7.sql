-- path: /private/var/wireless/Library/CallHistory/call_history.db
-- Made up.
CREATE TABLE call (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, date INTEGER, duration INTEGER, flags INTEGER, id INTEGER, name TEXT, country_code TEXT, network_code TEXT, read INTEGER, assisted INTEGER, face_time_data BLOB);
INSERT INTO call VALUES (1, '+33600000001', 1380000000, 60, 4, 12, 'Alice', '208', '01', 1, 1, NULL), (2, '+33600000001', 1380000100, 0, 5, 12, NULL, '208', '01', 1, 1, NULL);
