-- path: /private/var/mobile/Library/TCC/TCC.db
-- iOS 14 to 16. Made up.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, auth_value INTEGER NOT NULL, auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED', indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL, PRIMARY KEY (service, client, client_type, indirect_object_identifier));
CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, csreq BLOB, last_modified INTEGER NOT NULL, expired_at INTEGER NOT NULL, PRIMARY KEY (service, client, client_type));
CREATE TABLE access_overrides (service TEXT NOT NULL PRIMARY KEY);
INSERT INTO access (service, client, client_type, auth_value, auth_reason, auth_version, last_modified) VALUES
 ('kTCCServiceMicrophone', 'com.example.app', 0, 2, 2, 1, 1630000000),
 ('kTCCServicePhotos', 'com.example.app', 0, 3, 3, 1, 1630000001),
 ('kTCCServiceCamera', 'com.example.app', 0, 0, 2, 1, 1630000002),
 ('kTCCServiceLiverpool', 'com.apple.mobilemail', 0, 2, 4, 1, 1630000003);
INSERT INTO expired VALUES ('kTCCServiceCamera', 'com.example.old', 0, NULL, 1620000000, 1630000000);
INSERT INTO access_overrides VALUES ('kTCCServiceReminders');
