-- path: /private/var/mobile/Library/Mail/Recents
-- Made up.
CREATE TABLE recents (ROWID INTEGER PRIMARY KEY, display_name TEXT, address TEXT, kind TEXT, sending_address TEXT, last_date INTEGER, dates TEXT);
INSERT INTO recents VALUES (1, 'Alice', 'alice@mail.example.org', 'email', 'owner@mail.example.org', 1370000000, '1360000000');
