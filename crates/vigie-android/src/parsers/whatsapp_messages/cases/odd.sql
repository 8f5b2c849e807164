-- path: /msgstore.db
CREATE TABLE message (chat_row_id, from_me, timestamp, text_data);
CREATE TABLE message_media (message_row_id, file_hash, file_path);
CREATE TABLE jid (raw_string);
INSERT INTO message VALUES ('x','maybe','soon',7),(NULL,NULL,NULL,NULL);
INSERT INTO message_media VALUES (99,'*','/sdcard/x.jpg'),(NULL,NULL,NULL);
INSERT INTO jid VALUES (NULL);
