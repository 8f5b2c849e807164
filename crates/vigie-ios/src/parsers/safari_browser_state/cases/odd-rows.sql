-- path: /private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Safari/Profiles/8A0D3A4E-1C53-4E0B-9D5A-0B6C2F7E9A11/BrowserState.db
-- Values where no Safari puts them: text for a date, rubbish for a session, a session of the wrong shape. Made up.
CREATE TABLE tabs (id INTEGER PRIMARY KEY, uuid, title, url, last_viewed_time, future_column);
CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY, tab_uuid, session_data);
INSERT INTO tabs VALUES (1, 'A', x'ff', 17, 'never', 'new'), (2, NULL, NULL, NULL, 1e300, NULL), (3, 'C', 'Kept', 'https://kept.example/', 720000000, 5);
INSERT INTO tab_sessions VALUES (1, 'A', x'0000000262706c69737430300102'), (2, 'C', 'text'), (3, NULL, CAST(x'00000002' || plist('{"SessionHistory": {"SessionHistoryEntries": "none"}}') AS BLOB)),
 (4, 'D', plist('{"SessionHistory": {"SessionHistoryCurrentIndex": -1, "SessionHistoryEntries": [17, {"SessionHistoryEntryURL": 5}, {"SessionHistoryEntryURL": "https://no-version.example/", "SessionHistoryEntryData": {"$data": "h\u0000t\u0000t\u0000p\u0000s\u0000:\u0000/\u0000/\u0000f\u0000r\u0000.\u0000e\u0000x\u0000/\u0000"}}]}}'));
