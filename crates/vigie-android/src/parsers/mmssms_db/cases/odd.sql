CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date TEXT, type TEXT, body TEXT, extra BLOB);
INSERT INTO sms VALUES (1,'BANK','never','x','see bad.example/x',x'0102'),(2,NULL,NULL,NULL,NULL,NULL),(3,'+1',1780300000123,'5','failed',NULL);
