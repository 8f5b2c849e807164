-- path: /private/var/mobile/Library/TCC/TCC.db
-- iOS 17 on, and odd rows before the last. Made up.
CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, auth_value INTEGER, auth_reason INTEGER, auth_version INTEGER, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT DEFAULT 'UNUSED', indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER, pid INTEGER, pid_version INTEGER, boot_uuid TEXT DEFAULT 'UNUSED', last_reminded INTEGER DEFAULT 0);
INSERT INTO access (service, client, client_type, auth_value, auth_reason, last_modified) VALUES (NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO access (service, client, client_type, auth_value, auth_reason, last_modified) VALUES ('kTCCServiceBrandNew', 'x', 7, 99, 99, 'tuesday');
INSERT INTO access VALUES ('kTCCServiceFileProviderDomain', '/private/var/db/tool', 1, 5, 12, 1, NULL, NULL, 0, 'com.example.files', NULL, 8, 1700000000, 345, 2, '6F1C', 1700009999);
