-- path: /private/var/mobile/Library/BatteryLife/CurrentPowerlog.PLSQL
-- iOS 9 with few columns, and without offsets. Made up.
CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY, timestamp REAL, PID INTEGER, ProcessName TEXT);
INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES (1, 1450000000.0, 5, 'SpringBoard');
CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY, timestamp REAL, ProcessName TEXT, WifiIn INTEGER);
INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (1, 1450000000.0, 'apsd', 7);
