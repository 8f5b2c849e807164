CREATE TABLE calls (_id INTEGER PRIMARY KEY, number, date, type);
INSERT INTO calls VALUES (1,5551234,'soon',99),(2,NULL,0,3);
