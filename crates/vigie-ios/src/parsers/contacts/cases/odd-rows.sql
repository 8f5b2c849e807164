-- path: /private/var/mobile/Library/AddressBook/AddressBook.sqlitedb
-- Made up: few columns, values of nobody, texts where numbers belong.
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT, Middle TEXT, Organization TEXT, CreationDate, StoreID INTEGER);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
CREATE TABLE ABMultiValueEntry (UID INTEGER PRIMARY KEY, parent_id INTEGER, key TEXT, value TEXT);
INSERT INTO ABPerson VALUES (1, 'Eve', NULL, NULL, NULL, 'yesterday', 5);
INSERT INTO ABMultiValue VALUES (1, 1, 4, 1, 'eve@bad.example'), (2, 99, 3, NULL, '+33600000009'), (3, NULL, NULL, 'own', X'6576652E62616474'), (4, 'x', 'y', 'z', NULL), (5, 1, 1000, NULL, 'http://bad.example/');
INSERT INTO ABMultiValueEntry VALUES (10, 5, 'url', 'bad.example/2');
