CREATE TABLE appstate (package_name TEXT, first_download_ms, title, install_reason INTEGER, other TEXT);
INSERT INTO appstate VALUES (NULL,'soon',7,3,'kept'),('a.b','1700000000000',NULL,NULL,NULL);
