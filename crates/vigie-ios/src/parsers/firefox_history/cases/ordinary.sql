-- path: /private/var/mobile/Containers/Shared/AppGroup/B5A6/profile.profile/places.db
-- Redirects of everyday browsing. Made up.
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL, visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL);
INSERT INTO moz_places VALUES (1,'http://wikipedia.org/',NULL),(2,'https://www.wikipedia.org/','Wikipedia'),(3,'http://bit.ly/abc',NULL),(4,'https://newspaper.example/story','Story');
INSERT INTO moz_historyvisits VALUES (1,1,NULL,1,1698321600000,2),(2,1,1,2,1698321600100,5),(3,1,2,3,1698321700000,1),(4,1,3,4,1698321700200,6);
