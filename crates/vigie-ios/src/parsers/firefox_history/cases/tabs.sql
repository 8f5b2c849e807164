-- path: /private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile/tabs.db
-- Made up.
CREATE TABLE tabs (guid TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL, last_modified INTEGER NOT NULL);
INSERT INTO tabs VALUES ('d1','{"id":"d1","clientName":"Laptop","tabs":[{"title":"Shop","urlHistory":["https://shop.example/","https://before.bad.example/"],"icon":"https://shop.example/i.png","lastUsed":1700000000},{"title":"Nothing","urlHistory":[]}]}',1700000000500),('d2','not json',1),('d3','{"id":"d3","tabs":{}}',1);
