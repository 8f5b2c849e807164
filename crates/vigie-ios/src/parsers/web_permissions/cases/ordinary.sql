-- path: /private/var/mobile/Containers/Shared/AppGroup/group.com.apple.safari/Library/Safari/PerSitePreferences.db
-- Settings of sites, as of iOS 17. Made up.
CREATE TABLE default_preferences (id INTEGER PRIMARY KEY AUTOINCREMENT,preference TEXT NOT NULL UNIQUE,default_value NUMERIC,sync_data BLOB NULL);
CREATE TABLE preference_values (id INTEGER PRIMARY KEY AUTOINCREMENT,domain TEXT NOT NULL,preference TEXT NOT NULL,preference_value NUMERIC,timestamp TEXT NULL,sync_data BLOB NULL,record_name TEXT NULL,UNIQUE(domain, preference));
INSERT INTO default_preferences VALUES (1, 'PerSitePreferencesCamera', 0, NULL);
INSERT INTO preference_values VALUES (1, 'meeting.example', 'PerSitePreferencesCamera', 2, '2023-10-26 08:00:00 +0000', NULL, NULL), (2, 'meeting.example', 'PerSitePreferencesMicrophone', 2, '720000000.5', NULL, NULL), (3, 'newspaper.example', 'PerSitePreferencesUseReader', 1, NULL, x'00', 'R');
