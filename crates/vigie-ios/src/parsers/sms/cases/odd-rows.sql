-- path: /sms.db
-- Each row is odd in its own way; the last is not. Made up.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date, date_read, attributedBody BLOB, payload_data BLOB, message_summary_info BLOB, is_from_me, brand_new_column);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, guid TEXT, filename TEXT, user_info BLOB, created_date);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);
INSERT INTO handle VALUES (1, NULL, 'SMS'), (2, x'6d40782e6578616d706c65', 'SMS');
INSERT INTO message (guid, text, handle_id, date) VALUES ('date', 'the date is no date', 2, 'yesterday');
INSERT INTO message (guid, text, handle_id, date) VALUES ('far', 'the date is out of range', 2, 9223372036854775807);
INSERT INTO message (guid, text, handle_id, date) VALUES ('handle', 'the handle is not there: https://kept.example', 77, 700000000000000000);
INSERT INTO message (guid, handle_id, date, attributedBody) VALUES ('body', 2, 700000000000000000, x'deadbeef68747470733a2f2f626f64792e6578616d706c652f00');
INSERT INTO message (guid, handle_id, date, payload_data) VALUES ('payload', 2, 700000000000000000, x'62706c6973743030ffff68747470733a2f2f7061796c6f61642e6578616d706c6500');
INSERT INTO message (guid, handle_id, date, message_summary_info) VALUES ('summary', 2, 700000000000000000, x'00');
INSERT INTO message (guid, text, handle_id, date, is_from_me) VALUES (NULL, 17, NULL, 700000000.5, NULL);
INSERT INTO message (guid, text, handle_id, date, brand_new_column) VALUES ('new', 'kept', 2, 700000000000000000, 'https://column.example/z');
INSERT INTO attachment VALUES (1, 'a', 'relative/name', x'ff', 'never'), (2, 'b', '~/x', NULL, 700000000);
INSERT INTO message_attachment_join VALUES (99, 2);
