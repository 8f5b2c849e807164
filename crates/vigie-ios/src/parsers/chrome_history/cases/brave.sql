-- path: /private/var/mobile/Containers/Data/Application/com.brave.ios.browser/Library/Application Support/Brave/Default/History
-- Schema of Chromium 60: no visit_source, annotations or links. Made up.
CREATE TABLE urls(id INTEGER PRIMARY KEY,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL,favicon_id INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE keyword_search_terms (keyword_id INTEGER NOT NULL,url_id INTEGER NOT NULL,lower_term LONGVARCHAR NOT NULL,term LONGVARCHAR NOT NULL);
CREATE TABLE downloads (id INTEGER PRIMARY KEY,full_path LONGVARCHAR NOT NULL,url LONGVARCHAR NOT NULL,start_time INTEGER NOT NULL,received_bytes INTEGER NOT NULL,total_bytes INTEGER NOT NULL,state INTEGER NOT NULL,end_time INTEGER NOT NULL,opened INTEGER NOT NULL);
INSERT INTO urls VALUES (1,'https://brave.example/','Brave',1,1,13200000000000000,0,5);
INSERT INTO visits VALUES (1,1,13200000000000000,0,805306369,0,0);
INSERT INTO keyword_search_terms VALUES (2,1,'brave','Brave');
INSERT INTO downloads VALUES (1,'/private/var/mobile/x.pdf','https://brave.example/x.pdf',1350000000,10,10,1,1350000010,0);
