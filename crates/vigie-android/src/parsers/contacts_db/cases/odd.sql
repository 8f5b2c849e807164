CREATE TABLE data (_id INTEGER PRIMARY KEY, mimetype_id, raw_contact_id, data1);
INSERT INTO data VALUES (1,9,9,'note with http://bad.example/x'),(2,NULL,NULL,NULL),(3,'x','y',5);
