-- path: /private/var/mobile/Library/Safari/History.db
-- Redirects of everyday browsing. Made up.
CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, title TEXT, redirect_source INTEGER, redirect_destination INTEGER);
INSERT INTO history_items VALUES (1, 'http://wikipedia.org/', 1), (2, 'https://www.wikipedia.org/', 1), (3, 'http://bit.ly/abc', 1), (4, 'https://newspaper.example/story', 1), (5, 'https://a.example/login', 1), (6, 'https://b.example/back', 1);
INSERT INTO history_visits VALUES (1, 1, 720000000.0, NULL, NULL, 2), (2, 2, 720000000.2, 'Wikipedia', 1, NULL);
INSERT INTO history_visits VALUES (3, 3, 720000100.0, NULL, NULL, 4), (4, 4, 720000100.3, 'Story', 3, NULL);
INSERT INTO history_visits VALUES (5, 5, 720000200.0, NULL, NULL, 6), (6, 6, 720000200.3, 'Back', 5, NULL);
