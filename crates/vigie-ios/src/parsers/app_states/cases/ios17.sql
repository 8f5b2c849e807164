-- Numbers of keys are this phone's own; one app is gone, one left the date of its deletion.
CREATE TABLE schema(version INT NOT NULL);
INSERT INTO schema (version) VALUES (1);
CREATE TABLE key_tab (id INTEGER PRIMARY KEY, key TEXT NOT NULL, UNIQUE(key));
CREATE TABLE application_identifier_tab (id INTEGER PRIMARY KEY, application_identifier TEXT NOT NULL, UNIQUE(application_identifier));
CREATE TABLE kvs(id INTEGER PRIMARY KEY, application_identifier INT REFERENCES application_identifier_tab(id), key INT REFERENCES key_tab(id), value BLOB, UNIQUE(application_identifier, key));
CREATE INDEX kvs_keys ON kvs(key);
CREATE INDEX kvs_application_identifiers ON kvs(application_identifier);
CREATE VIEW kvs_debug AS SELECT application_identifier_tab.application_identifier, key_tab.key, value FROM application_identifier_tab, key_tab, kvs WHERE kvs.application_identifier=application_identifier_tab.id AND kvs.key=key_tab.id;
INSERT INTO key_tab VALUES (4,'compatibilityInfo'),(9,'XBApplicationSnapshotManifest'),(13,'_UninstallDate'),(20,'SBApplicationShortcutItems');
INSERT INTO application_identifier_tab VALUES (1,'com.example.app'),(2,'com.bad.gone'),(3,'com.bad.deleted');
INSERT INTO kvs VALUES (1,1,4,plist('{"$data":"not a list"}'));
UPDATE kvs SET value=archive('{"$class":"XBApplicationLaunchCompatibilityInfo","bundleIdentifier":"com.example.app","bundleContainerPath":"/private/var/containers/Bundle/Application/B1","bundlePath":"/private/var/containers/Bundle/Application/B1/Example.app","sandboxPath":"/private/var/mobile/Containers/Data/Application/A1","launchInterfaces":[{"$class":"XBLaunchInterface","name":"LaunchScreen"}]}') WHERE id=1;
INSERT INTO kvs VALUES (2,1,9,archive('{"$class":"XBApplicationSnapshotManifestImpl","snapshots":{"sceneID:com.example.app-default":{"$class":"XBApplicationSnapshotGroup","identifier":"sceneID:com.example.app-default","snapshots":[{"$class":"XBApplicationSnapshot","identifier":"D0C2","groupID":"sceneID:com.example.app-default","relativePath":"0A1B@3x.ktx","creationDate":{"$date":1700000000},"lastUsedDate":{"$date":1700000600},"requiredOSVersion":"17.1","expirationDate":{"$date":1700600000}},{"$class":"XBApplicationSnapshot","path":"/var/mobile/Containers/Data/Application/A1/Library/SplashBoard/Snapshots/x.ktx","creationDate":{"$date":1700000001},"lastUsedDate":{"$date":1700000001}}]}}}'));
INSERT INTO kvs VALUES (3,3,13,plist('{"$date":1690000000}'));
INSERT INTO kvs VALUES (4,1,20,plist('[{"type":"open","userInfo":{"url":"example://open?u=https://bad.example/x"}}]'));
