-- path: /data/user/10/com.whatsapp.w4b/databases/msgstore.db
CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER, key_id TEXT, status INTEGER, data TEXT, timestamp INTEGER, media_url TEXT, media_mime_type TEXT, media_wa_type TEXT, media_size INTEGER, media_name TEXT, media_caption TEXT, media_hash TEXT, remote_resource TEXT, received_timestamp INTEGER);
INSERT INTO messages VALUES (1,'33612345678@s.whatsapp.net',0,'A',0,'hello https://bad.example',1500000000000,NULL,NULL,'0',0,NULL,NULL,NULL,NULL,0);
INSERT INTO messages VALUES (2,'33612345678-1500000000@g.us',0,'B',0,NULL,1500000001000,'https://mmg.whatsapp.net/d/f/x.enc','application/pdf','9',10,'bill.pdf','see bill',NULL,'33699999999@s.whatsapp.net',0);
