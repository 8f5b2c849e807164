-- path: /sysdiagnose/logs/appinstallation/appstored.sqlitedb
CREATE TABLE asset (pid INTEGER PRIMARY KEY, parent_id INTEGER, asset_type INTEGER, bytes_total INTEGER, sinfs_data BLOB, url TEXT);
CREATE TABLE job_software (pid INTEGER PRIMARY KEY, bundle_id TEXT, bundle_name TEXT, bundle_version TEXT, item_id INTEGER, phase INTEGER, store_account_id INTEGER, store_account_name TEXT, timestamp REAL, vendor_name TEXT, is_redownload INTEGER, is_software_update INTEGER);
CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, install_date REAL, is_profile_validated INTEGER, timestamp REAL);
INSERT INTO job_software VALUES (1, 'com.example.app', 'App', '1.0', 42, 5, 10, 'owner@mail.example', 721692800.5, 'Example', 1, 0);
INSERT INTO asset VALUES (1, 1, 0, 1000, x'0102', 'https://iosapps.example/x.ipa'), (2, 1, 1, 0, NULL, NULL);
INSERT INTO app_updates VALUES (1, 'com.bad.enterprise', 721600000, 1, 1700000000);
