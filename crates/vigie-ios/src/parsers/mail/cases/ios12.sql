-- path: /private/var/mobile/Library/Mail/Envelope Index
-- beside: /private/var/mobile/Library/Mail/Protected Index = protected-ios12.part
-- Made up.
CREATE TABLE messages (ROWID INTEGER PRIMARY KEY, remote_id INTEGER, date_sent INTEGER, date_received INTEGER, mailbox INTEGER, flags INTEGER, read INTEGER, deleted INTEGER, size INTEGER);
CREATE TABLE mailboxes (ROWID INTEGER PRIMARY KEY, url TEXT);
INSERT INTO mailboxes VALUES (1, 'imap://owner@imap.mail.example.org/INBOX');
INSERT INTO messages VALUES (5, 11, 1540000000, 1540000005, 1, 1, 1, 0, 2048);
