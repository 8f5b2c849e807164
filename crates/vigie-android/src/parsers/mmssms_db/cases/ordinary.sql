CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER, date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1, type INTEGER, subject TEXT, body TEXT, service_center TEXT, seen INTEGER DEFAULT 0, creator TEXT);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY, thread_id INTEGER, date INTEGER, date_sent INTEGER, msg_box INTEGER, read INTEGER, m_id TEXT, sub TEXT, ct_l TEXT, m_type INTEGER);
CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, address TEXT, type INTEGER, charset INTEGER);
CREATE TABLE part (_id INTEGER PRIMARY KEY, mid INTEGER, seq INTEGER, ct TEXT, name TEXT, text TEXT, _data TEXT);
INSERT INTO sms VALUES (1,1,'+33612345678',NULL,1780300000123,1780300000000,0,1,-1,1,NULL,'Bonjour, à demain','+33609001390',1,'org.example.messages');
INSERT INTO sms VALUES (2,1,'+33612345678',NULL,1780300100123,0,NULL,1,-1,2,NULL,'ok',NULL,1,'org.example.messages');
INSERT INTO pdu VALUES (7,2,1780300000,1780299990,1,1,'m','Garden','http://mmsc.example',132);
INSERT INTO addr VALUES (1,7,'+33612345678',137,106),(2,7,'insert-address-token',151,106);
INSERT INTO part VALUES (1,7,-1,'application/smil','smil.xml','<smil/>',NULL),(2,7,0,'text/plain','t','Photos of the garden',NULL),(3,7,0,'image/jpeg','p.jpg',NULL,'/data/x/p.jpg');
