CREATE TABLE frosting (pk TEXT PRIMARY KEY, last_updated INTEGER, apk_path TEXT, data BLOB);
INSERT INTO frosting VALUES ('com.example.gone',1700000000000,'/data/app/~~aB==/com.example.gone-1==/base.apk',x'0801');
INSERT INTO frosting VALUES ('org.example.chat',0,'/data/app/org.example.chat-1/base.apk',NULL);
