-- path: /battery-usage-db-v9
CREATE TABLE BatteryState (packageName, timestamp, batteryInformation);
INSERT INTO BatteryState VALUES (NULL,'soon','*'),('a.b',NULL,'Cn8='),(x'00',1780272000000,x'00');
