-- path: /data/data/com.example.gone/app_webview/Cookies
CREATE TABLE cookies(creation_utc, host_key, name);
INSERT INTO cookies VALUES ('x',NULL,5),(9223372036854775807,'a.example',NULL);
