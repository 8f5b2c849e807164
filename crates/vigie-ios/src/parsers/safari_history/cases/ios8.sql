-- path: /private/var/mobile/Library/Safari/History.db
-- Without origin, generation and tags. Made up.
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL, visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL, visit_time REAL NOT NULL, title TEXT NULL, load_successful BOOLEAN NOT NULL DEFAULT 1, http_non_get BOOLEAN NOT NULL DEFAULT 0, redirect_source INTEGER NULL, redirect_destination INTEGER NULL);
INSERT INTO history_items VALUES (1, 'http://www.example.com/', 'example', 2);
INSERT INTO history_visits VALUES (1, 1, 432000000, 'Example', 1, 0, NULL, NULL), (2, 1, 432000500, NULL, 1, 0, NULL, NULL);
