-- path: /private/var/mobile/profile.profile/browser.db
-- Schema of Firefox 30; the path is where MVT looks in a dump. Each odd row costs itself. Made up.
CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url, width, height, type, date);
CREATE TABLE favicon_site_urls (id INTEGER PRIMARY KEY AUTOINCREMENT, site_url, faviconID);
INSERT INTO favicons VALUES (1,'https://news.example/favicon.ico','wide',32,0,1600000000000),(2,NULL,1,1,1,'soon'),(3,NULL,1,1,1,NULL);
INSERT INTO favicon_site_urls VALUES (1,'https://news.example/',1),(2,NULL,NULL),(3,'https://no-icon.example/',NULL),(4,'https://odd-icon.example/',2);
