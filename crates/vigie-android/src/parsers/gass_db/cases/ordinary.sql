CREATE TABLE app_info (package_name TEXT, version_code INTEGER, digest_sha256 TEXT, digest_state INTEGER);
INSERT INTO app_info VALUES ('org.example.notes',7,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',1);
