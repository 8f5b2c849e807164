-- path: /private/var/mobile/Containers/Data/Application/com.microsoft.msedge/Library/Application Support/Microsoft/Edge/Default/History
-- Redirects of everyday browsing. Made up.
CREATE TABLE urls(id INTEGER PRIMARY KEY,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER,typed_count INTEGER,last_visit_time INTEGER NOT NULL,hidden INTEGER);
CREATE TABLE visits(id INTEGER PRIMARY KEY,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER,segment_id INTEGER,visit_duration INTEGER);
INSERT INTO urls VALUES (1,'http://wikipedia.org/','',1,1,13342795200000000,0),(2,'https://www.wikipedia.org/','Wikipedia',1,0,13342795200000000,0),(3,'http://bit.ly/abc','',1,0,13342795300000000,0),(4,'https://newspaper.example/story','Story',1,0,13342795300000000,0);
INSERT INTO visits VALUES (1,1,13342795200000000,0,0x12000001,0,0),(2,2,13342795200000000,1,0xa2000001,0,60000000),(3,3,13342795300000000,2,0x10000000,0,0),(4,4,13342795300000000,3,0xa0000000,0,30000000);
