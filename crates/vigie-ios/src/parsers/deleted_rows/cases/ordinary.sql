-- Messages and what is left of those that were deleted.
-- path: /private/var/mobile/Library/SMS/sms.db
PRAGMA secure_delete = 0;
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, attributedBody BLOB, date INTEGER, is_read INTEGER DEFAULT 0, account TEXT);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL, uncanonicalized_id TEXT);
INSERT INTO message VALUES
    (1, 'M-1', 'Good morning', 1, NULL, 700000000000000000, 1, 'E:me@me.test'),
    (2, 'M-2', 'Look at https://landing.deleted.test/x now', 2, NULL, 700000100000000000, 1, 'E:me@me.test'),
    (3, 'M-3', 'Lunch?', 1, NULL, 700000200000000000, 1, 'E:me@me.test'),
    (4, 'M-4', NULL, 2, attributed('Write to eve@deleted.test or see this', 'https://second.deleted.test/y'), 700000300000000000, 0, 'E:me@me.test'),
    (5, 'M-5', 'At home', 1, NULL, 700000400000000000, 1, 'E:me@me.test'),
    (6, 'M-6', 'Still at home', 1, NULL, 700000500000000000, 1, 'E:me@me.test'),
    (7, 'M-7', 'On my way', 1, NULL, 700000600000000000, 1, 'E:me@me.test'),
    (8, 'M-8', 'Arrived', 1, NULL, 700000700000000000, 1, 'E:me@me.test'),
    (9, 'M-9', 'gone from the end', 1, NULL, 700000800000000000, 1, 'E:me@me.test');
INSERT INTO handle VALUES (1, '+33600000001', 'fr', 'iMessage', NULL), (2, 'eve@deleted.test', 'fr', 'iMessage', NULL), (3, '+33600000003', 'fr', 'SMS', '0600000003');
-- A row that was changed is no deleted row: its older version says nothing else.
UPDATE message SET is_read = 1000000, handle_id = 100000 WHERE ROWID = 6;
DELETE FROM message WHERE ROWID IN (2, 4, 9);
DELETE FROM handle WHERE ROWID = 2;
