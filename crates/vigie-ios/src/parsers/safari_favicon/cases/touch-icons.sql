-- path: /private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Image Cache/Touch Icons Cache/TouchIconCacheSettings.db
-- Made up.
CREATE TABLE cache_settings (host TEXT PRIMARY KEY, last_request_date REAL, last_request_was_in_user_loaded_webpage INTEGER, icon_is_in_cache INTEGER);
INSERT INTO cache_settings VALUES ('landing.bad.example',720000000.5,1,1),('https://news.example',NULL,0,0),(NULL,1,1,1);
