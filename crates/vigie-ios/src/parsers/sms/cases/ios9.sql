-- path: /private/var/mobile/Library/SMS/sms.db
-- Dates in seconds, no chat_recoverable_message_join, no chat properties. Made up.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL, uncanonicalized_id TEXT, UNIQUE (id, service));
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, replace INTEGER DEFAULT 0, service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, country TEXT, attributedBody BLOB, version INTEGER DEFAULT 0, type INTEGER DEFAULT 0, service TEXT, account TEXT, date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT, transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, transfer_name TEXT, total_bytes INTEGER DEFAULT 0);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));
INSERT INTO handle VALUES (5, '+15550100', 'us', 'SMS', NULL);
INSERT INTO message (guid, text, service_center, handle_id, subject, service, date, date_read, version)
 VALUES ('S1', 'HTTP://OLD.example/x', '+1555010099', 5, 'subj.example/s', 'SMS', 452345678, 452345700, 1);
INSERT INTO message (guid, text, handle_id, service, date, is_from_me) VALUES ('S2', 'ok', 5, 'SMS', 452345800, 1);
INSERT INTO attachment (guid, created_date, filename, transfer_name, mime_type) VALUES ('at_0_S1', 452345678, '/var/tmp/com.apple.messages/photo-1', 'photo-1', 'image/gif');
INSERT INTO message_attachment_join VALUES (1, 1);
