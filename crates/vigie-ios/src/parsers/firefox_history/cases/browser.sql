-- path: /private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile/browser.db
-- Schema of Firefox 20. Made up.
CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL, domain_id INTEGER);
CREATE TABLE visits (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, date REAL NOT NULL, type INTEGER NOT NULL, is_local TINYINT NOT NULL, UNIQUE (siteID, date, type));
CREATE TABLE page_metadata (id INTEGER PRIMARY KEY AUTOINCREMENT, cache_key TEXT UNIQUE, site_url TEXT, media_url TEXT, title TEXT, type TEXT, description TEXT, provider_name TEXT, created_at TIMESTAMP, expired_at LONG);
CREATE TABLE bookmarksLocal (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, type TINYINT NOT NULL, is_deleted TINYINT NOT NULL DEFAULT 0, parentid TEXT, parentName TEXT, feedUri TEXT, siteUri TEXT, pos INT, title TEXT, description TEXT, bmkUri TEXT, tags TEXT, keyword TEXT, date_added INTEGER, local_modified INTEGER, sync_status TINYINT);
CREATE TABLE bookmarksBuffer (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, type TINYINT NOT NULL, server_modified INTEGER NOT NULL, is_deleted TINYINT NOT NULL DEFAULT 0, feedUri TEXT, title TEXT, bmkUri TEXT, date_added INTEGER);
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, client_guid TEXT, url TEXT NOT NULL, title TEXT, history TEXT, last_used INTEGER);
CREATE TABLE queue (url TEXT NOT NULL UNIQUE, title TEXT);
CREATE TABLE pinned_top_sites (historyID INTEGER, url TEXT NOT NULL UNIQUE, title TEXT, guid TEXT, pinDate REAL, domain TEXT NOT NULL);
INSERT INTO history VALUES (1,'g1','https://news.example/','News',NULL,1500000000000,0,1,1),(2,'g2',NULL,'',NULL,1500000000001,1,1,NULL),(3,'g3','https://visits-are-gone.example/','',1500000000.5,1500000000003,0,1,1);
INSERT INTO visits VALUES (1,1,1500000000123456.0,1,1),(2,1,1500000001000000,5,0);
INSERT INTO page_metadata VALUES (1,'k','https://described.example/','https://img.example/x.png','Described','article','Text','Provider','2019-03-04 05:06:07',NULL);
INSERT INTO bookmarksLocal VALUES (1,'b1',1,0,'mobile______','Mobile',NULL,NULL,0,'Bank','','https://bank.example/',NULL,NULL,1490000000000,1490000000000,1),(2,'b2',2,0,'root','',NULL,NULL,0,'Folder',NULL,NULL,NULL,NULL,1490000000000,1490000000000,1);
INSERT INTO bookmarksBuffer VALUES (1,'b3',5,1490000500000,0,'https://feed.example/rss','Feed',NULL,NULL);
INSERT INTO tabs VALUES (1,NULL,'https://open.example/','Open','["https://open.example/","https://before.bad.example/"]',1500000002000),(2,'other-device','https://there.example/','There','[]',1500000003000);
INSERT INTO queue VALUES ('https://sent.example/','Sent');
INSERT INTO pinned_top_sites VALUES (1,'https://pinned.example/','Pinned','g',1500000000000,'pinned.example');
