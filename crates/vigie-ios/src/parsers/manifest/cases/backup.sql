-- path: /backup/Manifest.db
-- missing: 33b452871aa2e2223580966bee5243f7d886ea42 0000000000000000000000000000000000000009
-- Made up.
CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
INSERT INTO Files VALUES ('3d0d7e5fb2ce288813306e4d4636395e047a3d28', 'HomeDomain', 'Library/SMS/sms.db', 1,
 archive('{"$class": "MBFile", "LastModified": 1610659523, "LastStatusChange": 1610659523, "Birth": 1610659523, "Flags": 0, "GroupID": 501, "UserID": 501, "Size": 1024, "Mode": 33188, "InodeNumber": 55569, "ProtectionClass": 3, "RelativePath": "Library/SMS/sms.db", "EncryptionKey": {"$data": "0123"}, "Digest": {"$data": "AB"}}'));
INSERT INTO Files VALUES ('33b452871aa2e2223580966bee5243f7d886ea42', 'AppDomain-com.example.app', 'Library/WebKit/WebsiteData/LocalStorage/https_bad.example_0.localstorage', 1,
 archive('{"$class": "MBFile", "LastModified": 1610659525, "LastStatusChange": 1610659526, "Birth": 1610659523, "Size": 7, "Mode": 33188}'));
INSERT INTO Files VALUES ('0000000000000000000000000000000000000001', 'AppDomain-com.example.app', '', 2,
 archive('{"$class": "MBFile", "LastModified": 1610659525, "LastStatusChange": 1610659525, "Birth": 1610659523, "Size": 0, "Mode": 16877}'));
INSERT INTO Files VALUES ('0000000000000000000000000000000000000002', 'AppDomainGroup-group.com.example.shared', 'Library', 2, NULL);
INSERT INTO Files VALUES ('0000000000000000000000000000000000000003', 'AppDomainPlugin-com.example.app.keyboard', 'Documents/link', 4,
 archive('{"$class": "MBFile", "Birth": 1610659523, "Mode": 41453, "Target": "/var/mobile/elsewhere"}'));
INSERT INTO Files VALUES ('0000000000000000000000000000000000000009', 'HomeDomain', 'Library/empty', 1,
 archive('{"$class": "MBFile", "Birth": 1610659523, "LastModified": 1610659524, "LastStatusChange": 1610659523, "Size": 0}'));
INSERT INTO Files VALUES ('000000000000000000000000000000000000000a', 'HomeDomain', 'Library/downloaded', 1,
 archive('{"$class": "MBFile", "Size": 3, "ExtendedAttributes": {"$data": "not a list"}}'));
