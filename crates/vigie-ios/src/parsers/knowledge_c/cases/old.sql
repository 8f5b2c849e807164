-- path: /private/var/db/CoreDuet/Knowledge/knowledgeC.db
-- Few columns, as an early version. Made up.
CREATE TABLE ZOBJECT (Z_PK INTEGER PRIMARY KEY, ZSTARTDATE TIMESTAMP, ZSTREAMNAME VARCHAR, ZSTRING VARCHAR, ZDOUBLEVALUE FLOAT);
INSERT INTO ZOBJECT VALUES (1, 450000000, '/app/install', 'com.example.app', NULL), (2, 450000000, '/display/isBacklit', NULL, 1);
