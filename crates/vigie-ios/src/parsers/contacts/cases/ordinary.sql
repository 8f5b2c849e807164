-- path: /private/var/mobile/Library/AddressBook/AddressBook.sqlitedb
-- Made up, with the schema of iOS 17.
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, FirstPhonetic TEXT, MiddlePhonetic TEXT, LastPhonetic TEXT, Organization TEXT, Department TEXT, Note TEXT, Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, Prefix TEXT, Suffix TEXT, FirstSort TEXT, LastSort TEXT, CreationDate INTEGER, ModificationDate INTEGER, CompositeNameFallback TEXT, ExternalIdentifier TEXT, StoreID INTEGER, DisplayName TEXT, ExternalRepresentation BLOB, FirstSortSection TEXT, FirstSortLanguageIndex INTEGER, guid TEXT);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT, guid TEXT);
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));
CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key));
CREATE TABLE ABMultiValueEntryKey (value TEXT, UNIQUE(value));
CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, ExternalIdentifier TEXT, Type INTEGER, Enabled INTEGER DEFAULT 1);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Home>!$_'), ('_$!<Mobile>!$_'), ('Desk');
INSERT INTO ABMultiValueEntryKey VALUES ('Street'), ('City'), ('username'), ('url'), ('service');
INSERT INTO ABStore(Name, Type) VALUES ('iCloud', 4);
INSERT INTO ABPerson (ROWID, First, Last, Organization, Note, Kind, Birthday, JobTitle, FirstSort, LastSort, FirstSortSection, FirstSortLanguageIndex, CreationDate, ModificationDate, StoreID) VALUES (1, 'Alice', 'Example', 'Example Ltd', 'see https://alice.example/notes', 0, '-200000000.0', 'Engineer', 'x', 'y', 'A', 1, 600000000, 650000000, 1);
INSERT INTO ABPerson (ROWID, Organization, Kind, CreationDate, ModificationDate) VALUES (2, 'Taxi', 1, 600000100, 600000100), (3, 'Nobody', 0, NULL, NULL);
INSERT INTO ABMultiValue (UID, record_id, property, identifier, label, value) VALUES
 (1, 1, 3, 0, 2, '+33 6 00 00 00 01'),
 (2, 1, 4, 0, 1, 'alice@mail.example.org'),
 (3, 1, 5, 0, 1, NULL),
 (4, 1, 22, 0, 3, 'https://alice.example/'),
 (5, 1, 46, 0, NULL, NULL),
 (6, 2, 3, 0, NULL, '0800 123 456'),
 (7, 1, 23, 0, NULL, 'Bob');
INSERT INTO ABMultiValueEntry VALUES (3, 1, '1 Example Street'), (3, 2, 'Exampleville'), (5, 3, 'alice_e'), (5, 4, 'https://social.example/alice_e'), (5, 5, 'Example');
