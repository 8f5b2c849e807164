CREATE TABLE current_apps (pid INTEGER, app_platform INTEGER, bundle_id TEXT, bundle_version TEXT, cohort TEXT, device_vendor_id TEXT, deletion_date DATETIME, event_type INTEGER, evid INTEGER, is_arcade INTEGER, is_beta INTEGER, is_clip INTEGER, is_prior INTEGER, is_system_app INTEGER, item_id INTEGER, item_name TEXT, short_version TEXT, storefront INTEGER, timestamp DATETIME, vendor_name TEXT, PRIMARY KEY (pid));
CREATE TABLE current_apps_db_properties (key TEXT PRIMARY KEY, value TEXT);
INSERT INTO current_apps VALUES (1, 1, 'ph.telegra.Telegraph', '30123', NULL, '0A1B', NULL, 0, 5, 0, 0, 0, 0, 0, 686449807, 'Telegram Messenger', '12.1', 143441, 721692800.5, 'Telegram FZ-LLC');
INSERT INTO current_apps_db_properties VALUES ('revision', '3');
