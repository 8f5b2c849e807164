-- path: /private/var/mobile/Containers/Data/Application/com.example.notes/Library/Application Support/History.sqlite
-- Another app's history. Made up.
CREATE TABLE ZHISTORY (Z_PK INTEGER PRIMARY KEY, ZNOTE VARCHAR);
INSERT INTO ZHISTORY VALUES (1,'note');
