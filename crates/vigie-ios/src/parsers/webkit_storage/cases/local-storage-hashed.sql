-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/WebKit/WebsiteData/Default/n4Qk/n4Qk/LocalStorage/localstorage.sqlite3
-- Without the file origin nobody knows whose it is. Made up.
CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB NOT NULL ON CONFLICT FAIL);
