-- Made up.
CREATE TABLE page_url (url TEXT PRIMARY KEY NOT NULL ON CONFLICT REPLACE, uuid TEXT NOT NULL);
CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL ON CONFLICT REPLACE, url TEXT NOT NULL, timestamp REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL, has_generated_representations INTEGER);
CREATE TABLE rejected_resources (page_url TEXT NOT NULL, icon_url TEXT NOT NULL, timestamp REAL NOT NULL, PRIMARY KEY (page_url, icon_url));
INSERT INTO icon_info VALUES ('1F2E','https://news.example/favicon.ico',720000000.25,32.0,32.0,0),('AAAA','https://pages-are-gone.example/favicon.ico',720000001,16.0,16.0,1);
INSERT INTO page_url VALUES ('https://news.example/','1F2E'),('https://news.example/story','1F2E'),('https://icon-is-gone.example/','FFFF');
INSERT INTO rejected_resources VALUES ('https://landing.bad.example/','https://landing.bad.example/favicon.ico',720000100.5);
