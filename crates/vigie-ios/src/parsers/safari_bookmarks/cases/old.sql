-- path: /private/var/mobile/Library/Safari/Bookmarks.db
-- iOS 5: no attributes yet. Made up.
CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT, url TEXT, num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, order_index INTEGER NOT NULL, external_uuid TEXT UNIQUE);
INSERT INTO bookmarks VALUES (0, 0, NULL, 1, 'Root', NULL, 1, 0, 0, 0, 'Root'), (1, 0, 0, 0, 'Apple', 'https://www.apple.com/', 0, 1, 1, 0, 'B-1');
