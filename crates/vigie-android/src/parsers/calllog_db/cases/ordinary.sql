CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, presentation INTEGER, date INTEGER, duration INTEGER, type INTEGER, name TEXT, countryiso TEXT, subscription_component_name TEXT);
INSERT INTO calls VALUES (1,'+33612345678',1,1780300000123,42,1,'Ana','FR','com.android.phone/com.android.services.telephony.TelephonyConnectionService'),(2,'+33612345678',1,1780300100123,0,2,NULL,'FR',NULL);
