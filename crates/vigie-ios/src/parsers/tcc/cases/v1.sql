-- path: /private/var/mobile/Library/TCC/TCC.db
-- iOS 8 and older: no date. Made up.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, CONSTRAINT key PRIMARY KEY (service, client, client_type));
INSERT INTO access VALUES ('kTCCServicePhotos', 'com.example.app', 0, 1, 1, NULL), ('kTCCServiceAddressBook', 'com.example.app', 0, 0, 1, NULL);
