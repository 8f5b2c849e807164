-- path: /private/var/mobile/Containers/Shared/AppGroup/group.ph.telegra.Telegraph/telegram-data/account-100/postbox/db/db_sqlite
-- Made up.
CREATE TABLE t2 (key BLOB PRIMARY KEY, value BLOB);
CREATE TABLE t7 (key BLOB PRIMARY KEY, value BLOB);
INSERT INTO t7 VALUES (X'0001', X'0002');
