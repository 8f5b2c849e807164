-- path: /private/var/mobile/Library/TCC/TCC.db
-- iOS 9 to 13. Made up.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT, indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL, PRIMARY KEY (service, client, client_type, indirect_object_identifier));
INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.example.app', 0, 1, 1, NULL, NULL, NULL, 'UNUSED', NULL, 0, 1560000000);
