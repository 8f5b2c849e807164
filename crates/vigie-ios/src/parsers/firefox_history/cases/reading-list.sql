-- path: /private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile/ReadingList.db
-- Made up.
CREATE TABLE items (client_id INTEGER PRIMARY KEY AUTOINCREMENT, client_last_modified INTEGER NOT NULL, id TEXT, last_modified INTEGER, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL, added_on INTEGER NOT NULL, archived INTEGER NOT NULL DEFAULT 0, favorite INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 1);
INSERT INTO items VALUES (1,1500000000000,NULL,NULL,'https://read-later.example/','Later',521692800000,0,0,1);
