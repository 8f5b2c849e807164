-- path: /private/var/mobile/Library/Mail/Envelope Index
-- beside: /private/var/mobile/Library/Mail/Protected Index = protected.part
-- Made up, with the schema of iOS 16.
CREATE TABLE messages (ROWID INTEGER PRIMARY KEY, remote_id INTEGER, document_id TEXT, sender INTEGER, subject_prefix TEXT, subject INTEGER, summary INTEGER, date_sent INTEGER, date_received INTEGER, mailbox INTEGER, flags INTEGER, read INTEGER, flagged INTEGER, deleted INTEGER, size INTEGER, conversation_id INTEGER, list_unsubscribe TEXT);
CREATE TABLE mailboxes (ROWID INTEGER PRIMARY KEY, url TEXT, total_count INTEGER);
CREATE TABLE recipients (ROWID INTEGER PRIMARY KEY, message INTEGER, address INTEGER, type INTEGER, position INTEGER);
INSERT INTO mailboxes VALUES (1, 'imap://ID-2/INBOX', 2);
INSERT INTO recipients VALUES (1, 1, 2, 0, 0), (2, 1, 3, 1, 0);
INSERT INTO messages VALUES (1, 11, NULL, 1, 'Re: ', 1, 1, 1678306000, 1678306005, 1, 1, 1, 0, 0, 2048, 7, '<https://lists.example.org/off>'), (2, 12, NULL, 99, NULL, 98, NULL, 0, 1678306100, 1, 0, 0, 0, 1, 10, NULL, NULL), (3, 13, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
