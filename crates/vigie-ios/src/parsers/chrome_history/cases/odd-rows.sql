-- path: /History
-- Each row is odd in its own way; the last is not. Made up.
CREATE TABLE urls(id INTEGER PRIMARY KEY,url,title,visit_count,typed_count,last_visit_time);
CREATE TABLE visits(id INTEGER PRIMARY KEY,url,visit_time,from_visit,transition);
CREATE TABLE visit_source(id INTEGER PRIMARY KEY,source);
CREATE TABLE keyword_search_terms (keyword_id,url_id,term);
CREATE TABLE downloads (id INTEGER PRIMARY KEY,target_path,start_time,hash);
CREATE TABLE downloads_url_chains (id,chain_index,url);
INSERT INTO urls VALUES (1,'https://good.example/',x'41','many',NULL,'soon'),(2,NULL,'no url',1,1,1),(3,'https://no-visit.example/',NULL,NULL,NULL,9223372036854775807);
INSERT INTO visits VALUES (1,NULL,13200000000000000,NULL,NULL),(2,88,13200000000000000,1,'link'),(3,1,'soon',3,77),(4,1,-1,4,-1),(5,1,NULL,'x',NULL),(6,1,0,0,0),(7,1,13200000000000000.0,NULL,1),(8,1,'13200000000000000',NULL,1);
INSERT INTO visit_source VALUES (6,42);
INSERT INTO keyword_search_terms VALUES (1,1,NULL),(1,NULL,'no page');
INSERT INTO downloads VALUES (1,NULL,NULL,NULL),(2,7,'soon',x'00');
INSERT INTO downloads_url_chains VALUES (NULL,0,'https://a.example/'),(2,NULL,'https://b.example/'),(2,1,NULL);
