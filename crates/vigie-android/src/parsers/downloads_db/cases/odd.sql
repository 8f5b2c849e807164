CREATE TABLE downloads (_id INTEGER PRIMARY KEY, uri TEXT, hint TEXT, lastmod TEXT);
INSERT INTO downloads VALUES (1,NULL,'file:///storage/emulated/0/Download/x.apk','x'),(2,'http://bad.example/x.apk',NULL,NULL);
