-- path: /private/var/mobile/Library/WebKit/com.example.app/WebsiteData/IndexedDB/v1/https_shop.example_0/5F2a/IndexedDB.sqlite3
-- modified: 2021-02-03T04:05:06Z
-- Made up.
CREATE TABLE IDBDatabaseInfo (key TEXT NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT REPLACE, value TEXT NOT NULL ON CONFLICT FAIL);
INSERT INTO IDBDatabaseInfo VALUES ('MetadataVersion','1'),('DatabaseName','basket'),('DatabaseVersion','3');
