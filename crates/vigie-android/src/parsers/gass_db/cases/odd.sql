CREATE TABLE app_info (package_name TEXT, other BLOB);
INSERT INTO app_info VALUES (NULL,x'00'),('com.example.gone',NULL);
