-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/WebKit/WebsiteData/LocalStorage/StorageTracker.db
-- Made up.
CREATE TABLE Origins (origin TEXT UNIQUE ON CONFLICT REPLACE, path TEXT);
INSERT INTO Origins VALUES ('https_cleared.bad.example_0','/x/https_cleared.bad.example_0.localstorage'),('file__0','/x'),(NULL,NULL);
