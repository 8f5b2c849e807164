-- path: /private/var/mobile/Library/Mail/Protected Index
-- Made up.
CREATE TABLE addresses (ROWID INTEGER PRIMARY KEY, address TEXT, comment TEXT);
INSERT INTO addresses VALUES (1, 'alice@mail.example.org', 'Alice Example'), (2, NULL, 'Nobody');
