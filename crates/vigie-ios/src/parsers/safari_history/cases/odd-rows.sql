-- path: /History.db
-- Each row is odd in its own way; the last is not. Made up.
CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT, visit_count);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time, title, redirect_source, redirect_destination);
INSERT INTO history_items VALUES (1, 'https://good.example/', 'many'), (2, NULL, 1);
INSERT INTO history_visits VALUES (1, NULL, 700000000.0, 'no item', NULL, NULL);
INSERT INTO history_visits VALUES (2, 88, 700000000.0, 'item not there', NULL, NULL);
INSERT INTO history_visits VALUES (3, 1, 'soon', 'no date', NULL, NULL);
INSERT INTO history_visits VALUES (4, 1, 1e300, 'date out of range', 4, 4);
INSERT INTO history_visits VALUES (5, 1, NULL, NULL, 'x', -1);
INSERT INTO history_visits VALUES (6, 1, 700000000.0, 'good', NULL, NULL);
