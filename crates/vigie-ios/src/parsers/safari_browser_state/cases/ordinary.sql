-- path: /private/var/mobile/Library/Safari/BrowserState.db
-- Tabs of iOS 13 to 17: sessions apart. Made up.
CREATE TABLE browser_windows (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, type INTEGER DEFAULT 0, scene_ID TEXT);
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, title TEXT, url TEXT COLLATE NOCASE, user_visible_url TEXT COLLATE NOCASE, order_index INTEGER NOT NULL, last_viewed_time REAL DEFAULT NULL, readinglist_bookmark_id INTEGER DEFAULT 0, opened_from_link BOOL DEFAULT 0, showing_reader BOOL DEFAULT 0, reader_view_top_scroll_offset INTEGER DEFAULT 0, private_browsing BOOL DEFAULT 0, displaying_standalone_image BOOL DEFAULT 0, browser_window_uuid TEXT NOT NULL, browser_window_id INTEGER NOT NULL, tab_group_uuid TEXT NOT NULL DEFAULT '', profile_uuid TEXT NOT NULL DEFAULT '');
CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, tab_uuid TEXT NOT NULL UNIQUE, session_data BLOB DEFAULT NULL, uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0);
INSERT INTO browser_windows VALUES (1, 'W-1', 0, 'S');
INSERT INTO tabs (id, uuid, title, url, user_visible_url, order_index, last_viewed_time, opened_from_link, private_browsing, browser_window_uuid, browser_window_id) VALUES
 (1, 'T-1', 'Story', 'https://newspaper.example/story', 'https://newspaper.example/', 0, 720000100.3, 1, 0, 'W-1', 1),
 (2, 'T-2', 'Private', 'https://clinic.example/', 'https://clinic.example/', 1, 720000200.0, 0, 1, 'W-1', 1),
 (3, 'T-3', NULL, '', NULL, 2, NULL, 0, 0, 'W-1', 1);
INSERT INTO tab_sessions VALUES
 (1, 'T-1', CAST(x'00000002' || plist('{"RenderTreeSize": 415, "IsAppInitiated": false, "SessionHistory": {"SessionHistoryVersion": 1, "SessionHistoryCurrentIndex": 1, "SessionHistoryEntries": [
  {"SessionHistoryEntryURL": "https://search.example/?q=news", "SessionHistoryEntryOriginalURL": "https://search.example/?q=news", "SessionHistoryEntryTitle": "news", "SessionHistoryEntryShouldOpenExternalURLsPolicyKey": 1},
  {"SessionHistoryEntryURL": "https://newspaper.example/story", "SessionHistoryEntryOriginalURL": "https://t.example/abc", "SessionHistoryEntryTitle": "Story"}]}}') AS BLOB), 0),
 (9, 'T-9', CAST(x'00000002' || plist('{"SessionHistory": {"SessionHistoryCurrentIndex": 0, "SessionHistoryEntries": [{"SessionHistoryEntryURL": "https://closed.example/", "SessionHistoryEntryTitle": "Closed"}]}}') AS BLOB), 0);
