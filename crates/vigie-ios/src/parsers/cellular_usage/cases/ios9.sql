CREATE TABLE subscriber_info (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, subscriber_id TEXT, subscriber_mdn TEXT, last_update_time INTEGER);
INSERT INTO subscriber_info(subscriber_id, subscriber_mdn, last_update_time) VALUES ('8931080000000000001', '0612345678', 460000000);
