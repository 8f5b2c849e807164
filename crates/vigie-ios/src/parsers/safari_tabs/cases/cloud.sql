-- path: /private/var/mobile/Library/Safari/CloudTabs.db
-- Tabs of other devices, as of iOS 17. Made up.
CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_name TEXT,device_type_identifier TEXT,has_duplicate_device_name BOOLEAN DEFAULT 0,is_ephemeral_device BOOLEAN DEFAULT 0,last_modified REAL NOT NULL);
CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_uuid TEXT NOT NULL,position BLOB NOT NULL,title TEXT,url TEXT NOT NULL,is_showing_reader BOOLEAN DEFAULT 0,is_pinned BOOLEAN DEFAULT 0,reader_scroll_position_page_index INTEGER,scene_id TEXT,last_viewed_time REAL DEFAULT 0);
CREATE TABLE cloud_tab_close_requests (close_request_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,destination_device_uuid TEXT NOT NULL,url TEXT NOT NULL,tab_uuid TEXT NOT NULL);
INSERT INTO cloud_tab_devices VALUES ('D-1', x'00', 'Somebody’s Mac', 'com.apple.macbookpro', 0, 0, 720000000.0);
INSERT INTO cloud_tabs VALUES
 ('T-1', archive_top('{"RecordCtime": {"$date": 1698300000}, "RecordMtime": {"$date": 1698300100}, "ETag": "x"}'), 'D-1', x'7b7d', 'Story', 'https://newspaper.example/story', 0, 1, NULL, NULL, 720000050.0),
 ('T-2', x'00', 'D-9', x'7b7d', NULL, 'https://unknown-device.example/', 0, 0, NULL, 'S', 0);
INSERT INTO cloud_tab_close_requests VALUES ('C-1', x'00', 'D-1', 'https://close-me.example/', 'T-1');
