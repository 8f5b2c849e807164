-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/WebKit/WebsiteData/WebSQL/Databases.db
-- Made up.
CREATE TABLE Origins (origin TEXT UNIQUE ON CONFLICT REPLACE, quota INTEGER NOT NULL ON CONFLICT FAIL);
CREATE TABLE Databases (guid INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT, name TEXT, displayName TEXT, estimatedSize INTEGER, path TEXT);
INSERT INTO Origins VALUES ('http_shop.example_8080',5242880);
INSERT INTO Databases VALUES (1,'http_shop.example_8080','basket','Basket',0,'a.db');
