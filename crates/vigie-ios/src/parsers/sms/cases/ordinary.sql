-- path: /private/var/mobile/Library/SMS/sms.db
-- What anybody's messages look like. Made up.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, service TEXT, date INTEGER, date_read INTEGER, is_from_me INTEGER DEFAULT 0);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0, filename TEXT, mime_type TEXT, is_outgoing INTEGER DEFAULT 0, transfer_name TEXT);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);
INSERT INTO handle VALUES (1, '+33600000001', 'fr', 'iMessage'), (2, '38600', 'fr', 'SMS');
INSERT INTO message (guid, text, handle_id, service, date) VALUES ('1', 'Votre colis arrive : https://chronopost.example/suivi', 2, 'SMS', 720000000000000000);
INSERT INTO message (guid, text, handle_id, service, date, is_from_me) VALUES ('2', 'I read that Apple sends threat notifications, did you see?', 1, 'iMessage', 720000100000000000, 1);
INSERT INTO message (guid, text, handle_id, service, date) VALUES ('3', 'Apple ID: your verification code is 123456', 2, 'SMS', 720000200000000000);
INSERT INTO attachment (guid, created_date, filename, mime_type, is_outgoing, transfer_name) VALUES ('a', 720000000, '/var/tmp/clip-1', 'video/mp4', 1, 'clip-1');
INSERT INTO attachment (guid, created_date, filename, mime_type, transfer_name) VALUES ('b', 720000000, '~/Library/SMS/Attachments/00/00/b/IMG-1', 'image/jpeg', 'IMG-1');
INSERT INTO message_attachment_join VALUES (2, 1), (1, 2);
