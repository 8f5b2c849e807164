-- path: /Favicons
-- NULL dates, texts for numbers, rows that name nothing. Made up.
CREATE TABLE favicons(id INTEGER PRIMARY KEY,url,icon_type);
CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id,last_updated);
CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url,icon_id);
INSERT INTO favicons VALUES (1,'https://good.example/favicon.ico',NULL),(2,NULL,99),(3,NULL,1);
INSERT INTO favicon_bitmaps VALUES (1,1,NULL),(2,1,'soon'),(3,NULL,13342795210000000),(4,1,13342795210000000);
INSERT INTO icon_mapping VALUES (1,NULL,NULL),(2,'https://no-icon.example/',NULL),(3,NULL,2),(4,'https://good.example/',1);
