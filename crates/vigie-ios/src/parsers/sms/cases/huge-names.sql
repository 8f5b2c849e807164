-- path: /sms.db
-- One address of 100,000 characters, which a thousand messages would repeat. Made up.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER);
INSERT INTO handle VALUES (1, printf('%.100000c', 'é'), 'SMS');
INSERT INTO message VALUES (1, 'a', 'short', 1, 700000000000000000);
