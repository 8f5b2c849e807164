-- path: /private/var/mobile/Library/Safari/BrowserState.db
-- To iOS 12: session_data is a column of tabs. Made up.
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, title TEXT, url TEXT, user_visible_url TEXT, order_index INTEGER NOT NULL, last_viewed_time REAL, opened_from_link BOOL DEFAULT 0, private_browsing BOOL DEFAULT 0, session_data BLOB DEFAULT NULL, browser_window_uuid TEXT NOT NULL, uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0);
INSERT INTO tabs VALUES (1, 'T-1', 'Landing', 'https://landing.example.com/w', 'https://landing.example.com/w', 0, 560000000.5, 1, 0,
 CAST(x'00000002' || plist('{"SessionHistory": {"SessionHistoryCurrentIndex": 0, "SessionHistoryEntries": [{"SessionHistoryEntryURL": "https://landing.example.com/w", "SessionHistoryEntryOriginalURL": "http://weather.test/", "SessionHistoryEntryTitle": "Landing"}]}}') AS BLOB), 'W', 0);
