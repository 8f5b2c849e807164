-- path: /private/var/mobile/Library/Caches/com.apple.appstored/storeUser.db
CREATE TABLE current_apps (pid INTEGER, bundle_id TEXT, bundle_version TEXT, deletion_date DATETIME, is_beta INTEGER, item_id INTEGER, item_name TEXT, short_version TEXT, timestamp DATETIME, vendor_name TEXT, PRIMARY KEY (pid));
CREATE TABLE purchase_history_apps (pid INTEGER PRIMARY KEY, bundle_id TEXT, date_purchased DATETIME, developer_name TEXT, family_shared INTEGER, hidden_from_springboard INTEGER, long_title TEXT, preflight_package_url URL, product_url URL, purchaser_dsid INTEGER, store_item_id INTEGER, title TEXT, UNIQUE(purchaser_dsid, store_item_id) ON CONFLICT REPLACE);
CREATE TABLE account_events (pid INTEGER PRIMARY KEY, account_id INTEGER, apple_id TEXT, event_type INTEGER, timestamp DATETIME);
INSERT INTO current_apps VALUES (1, 'com.bad.gone', '7', 721700000, 1, 42, 'Gone', '1.0', 721600000, 'Bad Ltd');
INSERT INTO purchase_history_apps VALUES (1, 'com.bad.bought', 700000000, 'Bad Ltd', 0, 1, 'Bought and hidden', NULL, 'https://apps.example/app/id42', 10, 42, 'Bought');
INSERT INTO account_events VALUES (1, 10, 'owner@mail.example', 0, 690000000);
INSERT INTO current_apps VALUES (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO current_apps VALUES (3, 5, x'00', 'soon', 'y', 1.5, x'ff', NULL, '2023-01-02 03:04:05', NULL);
