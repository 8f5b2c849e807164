-- path: /Favicons.db
-- Made up.
CREATE TABLE page_url (url, uuid);
CREATE TABLE icon_info (uuid, url, timestamp);
INSERT INTO icon_info VALUES (NULL,'https://no-uuid.example/',NULL),('A',NULL,'soon'),('B',NULL,1);
INSERT INTO page_url VALUES (NULL,NULL),('https://no-uuid.example/',NULL),('https://good.example/','A');
