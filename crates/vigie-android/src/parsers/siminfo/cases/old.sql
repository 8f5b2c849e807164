CREATE TABLE siminfo(_id INTEGER PRIMARY KEY, icc_id TEXT, sim_id TEXT, display_name TEXT, number INTEGER, mcc TEXT);
INSERT INTO siminfo VALUES (1,NULL,'x',NULL,33612345678,'208');
