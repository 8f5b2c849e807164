-- path: /places.db
-- Each row is odd in its own way; the last visit is not. Microseconds, as desktop Firefox writes. Made up.
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url, title, visit_count_local);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, from_visit, place_id, visit_date, visit_type);
CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, fk, title, dateAdded);
CREATE TABLE moz_places_metadata (id INTEGER PRIMARY KEY, place_id, created_at, search_query_id);
INSERT INTO moz_places VALUES (1,'https://good.example/',NULL,'many'),(2,NULL,'no url',1);
INSERT INTO moz_historyvisits VALUES (1,NULL,NULL,NULL,NULL),(2,99,88,'soon','link'),(3,3,1,9223372036854775807,77),(4,NULL,1,1e300,5),(5,NULL,1,1698321600000000,1);
INSERT INTO moz_bookmarks VALUES (1,'x',7,'soon'),(2,88,NULL,NULL);
INSERT INTO moz_places_metadata VALUES (1,88,'soon',9);
