CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY, mimetype TEXT);
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY, display_name TEXT, account_name TEXT, account_type TEXT);
CREATE TABLE data (_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER, data1, data2, data3, data4);
INSERT INTO mimetypes VALUES (1,'vnd.android.cursor.item/phone_v2'),(2,'vnd.android.cursor.item/email_v2'),(3,'vnd.android.cursor.item/website'),(4,'vnd.android.cursor.item/vnd.org.example.chat.profile');
INSERT INTO raw_contacts VALUES (5,'Ana','ana@example.org','com.google');
INSERT INTO data VALUES (1,1,5,'+33 6 12 34 56 78',2,NULL,'+33612345678'),(2,2,5,'ana@example.org',1,NULL,NULL),(3,3,5,'https://ana.example.org',NULL,NULL,NULL),(4,4,5,'33612345678@chat.example.org',NULL,'Message',NULL);
