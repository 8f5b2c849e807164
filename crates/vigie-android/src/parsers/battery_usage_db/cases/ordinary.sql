-- path: /data/user_de/0/com.android.settings/databases/battery-usage-db-v9
CREATE TABLE BatteryState (mId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uid INTEGER NOT NULL, userId INTEGER NOT NULL, packageName TEXT, timestamp INTEGER NOT NULL, consumerType INTEGER NOT NULL, isFullChargeCycleStart INTEGER NOT NULL, batteryInformation TEXT, batteryInformationDebug TEXT);
CREATE TABLE AppUsageEventEntity (mId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uid INTEGER NOT NULL, userId INTEGER NOT NULL, timestamp INTEGER NOT NULL, appUsageEventType INTEGER NOT NULL, packageName TEXT, instanceId INTEGER NOT NULL, taskRootPackageName TEXT);
CREATE TABLE BatteryEventEntity (mId INTEGER PRIMARY KEY, timestamp INTEGER, batteryEventType INTEGER, batteryLevel INTEGER);
INSERT INTO BatteryState VALUES (1,10145,0,'com.example.gone',1780272000000,1,0,'CgYIUxADGAIQABiIJyIMRXVyb3BlL1BhcmlzOgdDbGVhbmVyaAFw4NQDeIDd2wGgAegH','x');
INSERT INTO BatteryState VALUES (2,1000,0,'',1780272000000,2,1,NULL,NULL);
INSERT INTO AppUsageEventEntity VALUES (1,10145,0,1780272000000,1,'com.example.gone',7,'org.example.chat');
