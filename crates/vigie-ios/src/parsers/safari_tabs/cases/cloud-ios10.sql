-- path: /private/var/mobile/Library/Safari/CloudTabs.db
-- Earlier schema: no type of device, no time of the last view. Made up.
CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_name TEXT,has_duplicate_device_name BOOLEAN DEFAULT 0,is_ephemeral_device BOOLEAN DEFAULT 0,last_modified REAL NOT NULL);
CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_uuid TEXT NOT NULL,position BLOB NOT NULL,title TEXT,url TEXT NOT NULL,is_showing_reader BOOLEAN DEFAULT 0,is_pinned BOOLEAN DEFAULT 0);
INSERT INTO cloud_tab_devices VALUES ('D-1', x'00', 'iPad', 1, 0, 500000000.0);
INSERT INTO cloud_tabs VALUES ('T-1', x'00', 'D-1', x'7b7d', 'Page', 'https://page.example/', 1, 0);
