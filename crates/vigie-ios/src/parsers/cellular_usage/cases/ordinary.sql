CREATE TABLE subscriber_info (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, subscriber_id TEXT, subscriber_mdn TEXT, tag INTEGER, last_update_time INTEGER DEFAULT 0, slot_id INTEGER DEFAULT 0);
CREATE TABLE _SqliteDatabaseProperties (key TEXT, value TEXT);
INSERT INTO subscriber_info(subscriber_id, subscriber_mdn, tag, last_update_time, slot_id) VALUES ('8931080000000000001', '+31612345678', 1, 700000000, 1), ('8931080000000000002', '', 2, 720000000.5, 2);
INSERT INTO subscriber_info(subscriber_id, subscriber_mdn, tag, last_update_time) VALUES (NULL, 31612345679, 0, 'never');
