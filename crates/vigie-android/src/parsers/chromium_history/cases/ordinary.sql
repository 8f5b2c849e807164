CREATE TABLE urls (id INTEGER PRIMARY KEY, url TEXT, title TEXT, visit_count INTEGER, typed_count INTEGER, last_visit_time INTEGER, hidden INTEGER);
CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER, visit_time INTEGER, from_visit INTEGER, transition INTEGER, visit_duration INTEGER);
CREATE TABLE downloads (id INTEGER PRIMARY KEY, guid TEXT, current_path TEXT, target_path TEXT, start_time INTEGER, end_time INTEGER, total_bytes INTEGER, state INTEGER, referrer TEXT, tab_url TEXT, mime_type TEXT);
CREATE TABLE downloads_url_chains (id INTEGER, chain_index INTEGER, url TEXT, PRIMARY KEY (id, chain_index));
INSERT INTO urls VALUES (1,'https://www.example.org/','Example',2,1,13424773600123456,0),(2,'https://www.example.org/a','A',1,0,13424773601123456,0);
INSERT INTO visits VALUES (10,1,13424773600123456,0,805306369,5),(11,2,13424773601123456,10,805306368,0);
INSERT INTO downloads VALUES (1,'g','/storage/emulated/0/Download/a.pdf','/storage/emulated/0/Download/a.pdf',13424773602123456,13424773603123456,1234,1,'https://www.example.org/a','https://www.example.org/a','application/pdf');
INSERT INTO downloads_url_chains VALUES (1,0,'https://files.example.org/r'),(1,1,'https://files.example.org/a.pdf');
