-- path: /private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Safari/Profiles/5A1C/History.db
-- Schema of iOS 17. Made up.
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL, visit_count INTEGER NOT NULL, daily_visit_counts BLOB NOT NULL, weekly_visit_counts BLOB NULL, autocomplete_triggers BLOB NULL, should_recompute_derived_visit_counts INTEGER NOT NULL, visit_count_score INTEGER NOT NULL, status_code INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE, visit_time REAL NOT NULL, title TEXT NULL, load_successful BOOLEAN NOT NULL DEFAULT 1, http_non_get BOOLEAN NOT NULL DEFAULT 0, synthesized BOOLEAN NOT NULL DEFAULT 0, redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE, redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE, origin INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 0, attributes INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT, start_time REAL NOT NULL, end_time REAL NOT NULL, url TEXT, generation INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_tags (id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, level INTEGER NOT NULL, identifier TEXT NOT NULL UNIQUE, title TEXT NOT NULL, modification_timestamp REAL NOT NULL, item_count INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_items_to_tags (history_item INTEGER NOT NULL, tag_id INTEGER NOT NULL, timestamp REAL NOT NULL, UNIQUE(history_item, tag_id));
INSERT INTO history_items VALUES (1, 'https://news.example/', 'news', 12, x'00', NULL, NULL, 0, 100, 0);
INSERT INTO history_items VALUES (2, 'http://short.example/x', NULL, 1, x'00', NULL, NULL, 0, 100, 0);
INSERT INTO history_items VALUES (3, 'https://landing.bad.example/y', NULL, 1, x'00', NULL, NULL, 0, 100, 0);
INSERT INTO history_items VALUES (9, 'https://visits-are-gone.example/', NULL, 4, x'00', NULL, NULL, 0, 100, 0);
INSERT INTO history_visits VALUES (10, 1, 720000000.25, 'News', 1, 0, 0, NULL, NULL, 0, 5, 0, 100);
INSERT INTO history_visits VALUES (11, 2, 720000100.0, '', 1, 0, 0, NULL, 12, 0, 6, 0, 100);
INSERT INTO history_visits VALUES (12, 3, 720000100.4, 'Landing', 0, 1, 1, 11, NULL, 0, 7, 3, 100);
INSERT INTO history_visits VALUES (13, 1, 720000200.0, 'News', 1, 0, 0, 5, NULL, 1, 8, 0, 100);
INSERT INTO history_tombstones VALUES (1, 700000000.0, 710000000.0, NULL, 3), (2, 719999999.0, 719999999.5, 'https://erased.example/', 4);
INSERT INTO history_tags VALUES (1, 1, 1, 'Q42', 'Weather', 720000000.0, 1);
INSERT INTO history_items_to_tags VALUES (1, 1, 720000000.0);
