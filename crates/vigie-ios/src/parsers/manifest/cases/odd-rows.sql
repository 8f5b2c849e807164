-- path: /Manifest.db
-- Each row is odd in its own way; the last is not. Made up.
CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
INSERT INTO Files VALUES (NULL, NULL, NULL, NULL, NULL);
INSERT INTO Files VALUES ('a', 'NewDomain', 'x', 16, x'62706c697374');
INSERT INTO Files VALUES ('b', 'AppDomain-', 'x', 'one', archive('{"$class": "MBFile", "Birth": "monday", "Mode": -1, "Size": 99999999999999}'));
INSERT INTO Files VALUES ('c', 'HomeDomain', 'Library/good', 1, archive('{"$class": "MBFile", "Birth": {"$date": 1300000000}, "Size": 1}'));
