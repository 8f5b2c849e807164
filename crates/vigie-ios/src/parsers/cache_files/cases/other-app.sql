-- path: /private/var/mobile/Containers/Data/Application/8E0C/Documents/Cache.db
-- Another app's file of the same name. Made up.
CREATE TABLE things (id INTEGER PRIMARY KEY);
