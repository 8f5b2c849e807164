-- path: /private/var/mobile/Library/Safari/History.db
-- log: kept
-- The visits that were cleared stand in the main file and in older versions of pages in the log.
PRAGMA secure_delete = 1;
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL, visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL REFERENCES history_items(id), visit_time REAL NOT NULL, title TEXT NULL);
INSERT INTO history_items VALUES (1, 'https://weer.test/', 'weer', 1), (2, 'https://cleared.test/a', 'cleared', 1);
INSERT INTO history_visits VALUES (1, 1, 700000000.25, 'Weather'), (2, 2, 700000100.25, 'Cleared page');
PRAGMA journal_mode = WAL;
PRAGMA wal_autocheckpoint = 0;
INSERT INTO history_items VALUES (3, 'https://short.lived.test/b', 'short', 1);
INSERT INTO history_visits VALUES (3, 3, 700000200.25, 'Opened and cleared');
DELETE FROM history_visits WHERE id > 1;
DELETE FROM history_items WHERE id > 1;
UPDATE history_visits SET title = 'Weather today' WHERE id = 1;
