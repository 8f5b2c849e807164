-- path: /private/var/mobile/Library/Safari/SafariTabs.db
-- A folder inside itself, property lists that are none, text for numbers. Made up.
CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, parent, type, title, url, extra_attributes, local_attributes, last_modified, future);
CREATE TABLE windows (id INTEGER PRIMARY KEY, private_tab_group_id);
INSERT INTO bookmarks VALUES (1, 1, 1, 'Loop', NULL, 'text', NULL, NULL, NULL), (2, 3, 1, 'A', NULL, NULL, NULL, NULL, NULL), (3, 2, 1, 'B', NULL, NULL, NULL, NULL, NULL),
 (4, 1, 0, 5, 'not a url', x'62706c6973743030', plist('{"SessionState": {"$data": "rubbish"}, "LastVisitTime": "soon", "DateClosed": 720000000.5}'), 'never', 'kept'),
 (5, 2, NULL, NULL, NULL, plist('["a list"]'), plist('"text"'), -1e300, NULL), (6, 'root', 'leaf', x'ff', 'https://kept.example/', NULL, NULL, NULL, NULL);
INSERT INTO windows VALUES (1, 'none'), (2, 1);
