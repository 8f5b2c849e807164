-- path: /private/var/mobile/Library/Safari/PerSitePreferences.db
-- First schema, and values where no Safari puts them. Made up.
CREATE TABLE preference_values (id INTEGER PRIMARY KEY, domain, preference, preference_value);
INSERT INTO preference_values VALUES (1, NULL, NULL, NULL), (2, x'ff', 'PerSitePreferencesMicrophone', 'yes'), (3, 'kept.example', 17, 1.5);
