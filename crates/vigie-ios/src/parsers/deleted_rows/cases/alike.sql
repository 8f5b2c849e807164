-- path: /private/var/mobile/Library/TCC/TCC.db
-- Pages that were freed, of a table whose columns another table has, too.
PRAGMA secure_delete = 0;
PRAGMA page_size = 512;
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, last_modified INTEGER);
CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, last_modified INTEGER);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO access SELECT 'kTCCServiceMicrophone', 'com.example.app' || i, 0, 1700000000 + i FROM n;
INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.removed.watcher', 0, 1700000500);
INSERT INTO access VALUES ('kTCCServiceCamera', '/private/var/tmp/removed', 1, 1700000600);
DELETE FROM access WHERE rowid > 4;
