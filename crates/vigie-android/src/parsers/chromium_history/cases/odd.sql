CREATE TABLE urls (id INTEGER PRIMARY KEY, url TEXT);
CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER, visit_time INTEGER, from_visit INTEGER);
CREATE TABLE downloads (id INTEGER PRIMARY KEY, full_path TEXT, url TEXT, start_time INTEGER);
INSERT INTO visits VALUES (1,99,0,99),(2,NULL,-99999999999999999,0);
INSERT INTO downloads VALUES (1,'/sdcard/x.apk','http://bad.example/x.apk',0);
