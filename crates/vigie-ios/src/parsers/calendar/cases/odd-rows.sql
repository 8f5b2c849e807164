-- path: /private/var/mobile/Library/Calendar/Calendar.sqlitedb
-- Made up: few columns, people who are not there, texts where dates belong.
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, description TEXT, start_date REAL, end_date REAL, organizer_id INTEGER, calendar_id INTEGER);
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, entity_type INTEGER, owner_id INTEGER, email TEXT);
CREATE TABLE Attachment (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, url TEXT, filename TEXT);
INSERT INTO CalendarItem VALUES (1, 'Offer http://bad.example/win', NULL, 'soon', X'00', 9, 1), (2, NULL, NULL, NULL, NULL, 1, NULL);
INSERT INTO Participant VALUES (1, 8, 2, 'eve@bad.example'), (2, 8, 1, 'other@bad.example');
INSERT INTO Attachment VALUES (1, 2, 'http://bad.example/a.pdf', 'a.pdf');
