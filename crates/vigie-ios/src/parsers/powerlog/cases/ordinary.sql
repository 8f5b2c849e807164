-- path: /sysdiagnose/logs/powerlogs/powerlog_2024-05-24_13-29_0F1E2D3C.PLSQL
-- iOS 15 to 26, reduced. Made up.
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, baseband REAL, kernel REAL, system REAL);
INSERT INTO PLStorageOperator_EventForward_TimeOffset (timestamp, system) VALUES (1716500000.0, 100.25), (1716510000.0, -3600), (NULL, 5), ('x', 'y');
CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, PID INTEGER, ProcessName TEXT, BundleID TEXT, CoalitionID INTEGER, PUUID TEXT);
INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES
 (1, 1716490000.0, 71, 'bh', NULL, 9, '0F1E'),
 (2, 1716505000.5, 72, 'MobileSMS', 'com.apple.MobileSMS', 10, NULL),
 (3, 1716510000.0, 'many', NULL, NULL, NULL, NULL);
CREATE TABLE PLProcessMonitorAgent_EventPoint_ProcessExit (ID INTEGER PRIMARY KEY, timestamp REAL, ProcessName TEXT, PID INTEGER, ReasonNamespace INTEGER, ReasonCode INTEGER);
INSERT INTO PLProcessMonitorAgent_EventPoint_ProcessExit VALUES (1, 1716505001.0, 'bh', 71, 2, 11);
CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, timestampEnd REAL, BundleName TEXT, ProcessName TEXT, CellIn REAL, CellOut REAL, WifiIn REAL, WifiOut REAL);
INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (1, 1716503600.0, 1716507200.0, 'com.example.app', 'nsurlsessiond', 0, 10, 2000, 500000000.0);
CREATE TABLE PLCoalitionAgent_EventInterval_CoalitionInterval (ID INTEGER PRIMARY KEY, timestamp REAL, timestampEnd REAL, BundleId TEXT, LaunchdName TEXT, cpu_time REAL, bytesread INTEGER, byteswritten INTEGER, tasks_started INTEGER, tasks_exited INTEGER, energy INTEGER);
INSERT INTO PLCoalitionAgent_EventInterval_CoalitionInterval VALUES (1, 1716503600.0, 1716507200.0, NULL, 'com.apple.imagent', 12.5, 4096, 8192, 3, 2, 7);
CREATE TABLE PLApplicationAgent_EventNone_AllApps (ID INTEGER PRIMARY KEY, timestamp REAL, AppName TEXT, AppExecutable TEXT, AppBundleId TEXT, AppBuildVersion TEXT, AppBundleVersion TEXT, AppIs3rdParty INTEGER, AppType INTEGER, AppDeletedDate REAL, AppDistributorID TEXT);
INSERT INTO PLApplicationAgent_EventNone_AllApps VALUES (1, 1716503600.0, 'Example', 'Example', 'com.example.app', '7', '2.1', 1, 4, 1716400000.0, 'com.apple.AppStore'), (2, 1716503600.0, 'Still', 'Still', 'com.example.still', '1', '1', 1, 4, 0, NULL);
CREATE TABLE PLAudioAgent_EventPoint_AudioApp (ID INTEGER PRIMARY KEY, timestamp REAL, ApplicationName TEXT, AssertionID INTEGER, AssertionName TEXT, Operation INTEGER, PID INTEGER);
INSERT INTO PLAudioAgent_EventPoint_AudioApp VALUES (1, 1716505002.0, 'com.example.app', 5, 'recording https://audio.example/x', 1, 80);
CREATE TABLE PLCameraAgent_EventForward_BackCamera (ID INTEGER PRIMARY KEY, timestamp REAL, bundleId TEXT, State INTEGER);
INSERT INTO PLCameraAgent_EventForward_BackCamera VALUES (1, 1716505003.0, 'com.example.app', 1);
CREATE TABLE PLLocationAgent_EventForward_ClientStatus (ID INTEGER PRIMARY KEY, timestamp REAL, timestampEnd REAL, Client TEXT, Type TEXT, Executable TEXT, BundleId TEXT, InUseLevel INTEGER);
INSERT INTO PLLocationAgent_EventForward_ClientStatus VALUES (1, 1716505004.0, 1716505010.0, 'com.example.app', 'Location', '/private/var/containers/Bundle/Application/9A/Example.app/Example', NULL, 2);
CREATE TABLE PLXPCAgent_EventForward_AirDrop (ID INTEGER PRIMARY KEY, timestamp REAL, BundleID TEXT, State TEXT, Subevent TEXT, PID INTEGER);
INSERT INTO PLXPCAgent_EventForward_AirDrop VALUES (1, 1716505005.0, 'com.apple.sharingd', 'Active', 'x', 9);
CREATE TABLE PLScreenStateAgent_EventForward_ScreenState (ID INTEGER PRIMARY KEY, timestamp REAL, bundleID TEXT, AppRole INTEGER);
INSERT INTO PLScreenStateAgent_EventForward_ScreenState VALUES (1, 1716505006.0, 'com.example.app', 1);
CREATE TABLE PLAccountingOperator_EventNone_Nodes (ID INTEGER PRIMARY KEY, timestamp REAL, Name TEXT, IsPermanent INTEGER);
INSERT INTO PLAccountingOperator_EventNone_Nodes VALUES (1, 1716490000.0, 'com.apple.imagent', 0), (2, 1716520000.0, 'bh', 0), (3, 1716505000.0, 'bh', 0), (4, NULL, '', 0);
CREATE TABLE PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic (ID INTEGER PRIMARY KEY, FK_ID INTEGER, ProcessName TEXT, value REAL);
INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic VALUES (1, 1, '/private/var/db/com.apple.xpc.roleaccountd.staging/bh', 0.5);
CREATE TABLE PLBatteryAgent_EventBackward_Battery (ID INTEGER PRIMARY KEY, timestamp REAL, Level REAL);
INSERT INTO PLBatteryAgent_EventBackward_Battery VALUES (1, 1716505000.0, 80.0);
