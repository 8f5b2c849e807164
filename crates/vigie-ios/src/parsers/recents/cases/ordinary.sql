-- path: /private/var/mobile/Library/Recents/Recents
-- Made up.
CREATE TABLE recents (ROWID INTEGER PRIMARY KEY, display_name TEXT, bundle_identifier TEXT, sending_address TEXT, original_source TEXT, dates BLOB, last_date REAL, weight REAL, record_hash TEXT, count INTEGER, group_kind INTEGER);
CREATE TABLE contacts (ROWID INTEGER PRIMARY KEY, recent_id INTEGER, display_name TEXT, kind TEXT, address TEXT);
CREATE TABLE metadata (recent_id INTEGER, key TEXT, value BLOB);
INSERT INTO recents VALUES (1, 'Alice Example', 'com.apple.mobilemail', 'owner@mail.example.org', 'com.apple.mobilemail', '1600000000000,1600000100000', 1600000100000, 1, 'h', 2, NULL), (2, NULL, 'com.apple.MobileSMS', NULL, NULL, NULL, 1600000200000, 0, NULL, 1, 3), (3, 'Nobody', NULL, NULL, NULL, '', 'x', NULL, NULL, NULL, NULL);
INSERT INTO contacts VALUES (1, 1, 'Alice', 'email', 'alice@mail.example.org'), (2, 2, NULL, 'phone', '+33600000001'), (3, 2, NULL, 'phone', '+33600000002'), (4, 2, NULL, NULL, NULL);
