-- A list inside a list, a value that is none, an app and a key that are not there, text for a date.
CREATE TABLE schema(version INT NOT NULL);
INSERT INTO schema (version) VALUES (1);
CREATE TABLE key_tab (id INTEGER PRIMARY KEY, key TEXT NOT NULL, UNIQUE(key));
CREATE TABLE application_identifier_tab (id INTEGER PRIMARY KEY, application_identifier TEXT NOT NULL, UNIQUE(application_identifier));
CREATE TABLE kvs(id INTEGER PRIMARY KEY, application_identifier INT REFERENCES application_identifier_tab(id), key INT REFERENCES key_tab(id), value BLOB, UNIQUE(application_identifier, key));
CREATE INDEX kvs_keys ON kvs(key);
CREATE INDEX kvs_application_identifiers ON kvs(application_identifier);
CREATE VIEW kvs_debug AS SELECT application_identifier_tab.application_identifier, key_tab.key, value FROM application_identifier_tab, key_tab, kvs WHERE kvs.application_identifier=application_identifier_tab.id AND kvs.key=key_tab.id;
INSERT INTO key_tab VALUES (1,'compatibilityInfo'),(2,'_UninstallDate');
INSERT INTO application_identifier_tab VALUES (1,'com.example.app'),(2,'com.example.other'),(3,'');
INSERT INTO kvs VALUES (1,1,1,plist('{"$plist":{"bundlePath":"/var/containers/Bundle/Application/B1/Example.app"}}'));
INSERT INTO kvs VALUES (2,2,1,X'0102');
INSERT INTO kvs VALUES (3,9,1,plist('1'));
INSERT INTO kvs VALUES (4,1,7,plist('1'));
INSERT INTO kvs VALUES (5,2,2,plist('"yesterday"'));
INSERT INTO kvs VALUES (6,1,2,NULL);
INSERT INTO kvs VALUES (7,'x','y','z');
