-- path: /private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile/browser.db
-- Schema of Firefox 8. Made up.
CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL, domain_id INTEGER);
CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, type INTEGER NOT NULL, date REAL NOT NULL);
CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL, UNIQUE (siteID, faviconID));
INSERT INTO history VALUES (1,'g1','https://news.example/','News',NULL,1500000000000,0,1,1);
INSERT INTO favicons VALUES (1,'https://cdn.bad.example/favicon.ico',32,32,0,1500000000.5),(2,'https://pages-are-gone.example/favicon.ico',NULL,NULL,1,1500000100.0);
INSERT INTO favicon_sites VALUES (1,1,1),(2,7,1),(3,1,9);
