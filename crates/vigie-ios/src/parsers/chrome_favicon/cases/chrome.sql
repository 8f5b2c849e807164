-- Schema of Chrome 126. Made up.
CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,icon_type INTEGER DEFAULT 1);
CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id INTEGER NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB,width INTEGER DEFAULT 0,height INTEGER DEFAULT 0,last_requested INTEGER DEFAULT 0);
CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER, page_url_type INTEGER DEFAULT 0);
INSERT INTO favicons VALUES (1,'https://news.example/favicon.ico',1),(2,'https://cdn.bad.example/icon.png',2),(3,'https://pages-are-gone.example/favicon.ico',8);
INSERT INTO favicon_bitmaps VALUES (1,1,13342795210000000,x'00',16,16,13342795900000000),(2,1,13342795210000000,x'00',32,32,13342795800000000),(3,1,13342700000000000,x'00',64,64,0),(4,2,0,x'00',32,32,0),(5,3,13342795300000000,NULL,16,16,0);
INSERT INTO icon_mapping VALUES (1,'https://news.example/',1,0),(2,'https://news.example/story',1,0),(3,'https://landing.bad.example/',2,0),(4,'https://icon-is-gone.example/',9,0);
