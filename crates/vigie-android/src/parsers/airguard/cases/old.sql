CREATE TABLE beacon (receivedAt, rssi, deviceAddress, longitude, latitude);
INSERT INTO beacon VALUES ('2022-01-01T10:00:00+01:00',-50,'11:22:33:44:55:66',2.0,48.0),(NULL,NULL,NULL,NULL,NULL);
