-- path: /data/data/com.whatsapp/databases/msgstore.db
CREATE TABLE jid (_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT);
CREATE TABLE chat (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT, created_timestamp INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL, key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER, timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, message_url TEXT, mime_type TEXT, file_size INTEGER, media_name TEXT, file_hash TEXT, media_caption TEXT, media_key BLOB);
CREATE TABLE message_text (message_row_id INTEGER PRIMARY KEY, description TEXT, page_title TEXT, url TEXT);
CREATE TABLE call_log (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, group_jid_row_id INTEGER NOT NULL DEFAULT 0);
INSERT INTO jid VALUES (1,'33612345678','s.whatsapp.net',0,0,0,'33612345678@s.whatsapp.net'),(2,'1203','g.us',0,0,1,'120363041234567890@g.us'),(3,'status','broadcast',0,0,5,'status@broadcast');
INSERT INTO chat VALUES (1,1,0,NULL,0),(2,2,0,'Family',1700000000000);
INSERT INTO message VALUES (1,1,0,'A1',0,0,1700000000000,1700000000500,0,'Read https://bad.example/x now',0);
INSERT INTO message VALUES (2,2,0,'A2',1,0,1700000060000,1700000060500,9,NULL,0);
INSERT INTO message VALUES (3,2,1,'A3',NULL,13,1700000120000,0,0,'mine bad.example',0);
INSERT INTO message_media VALUES (2,2,'Media/WhatsApp Documents/update.apk','https://mmg.whatsapp.net/o1/v/t62?x=1','application/vnd.android.package-archive',4096,'update.apk','AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=','install me from drop.bad.example',x'00');
INSERT INTO message_media VALUES (3,2,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO message_text VALUES (1,'A page','Title','https://bad.example/x');
INSERT INTO call_log VALUES (1,1,0,'call:1',1700000200000,1,65,5,0),(2,1,1,'call:2',1700000300000,0,0,2,2);
