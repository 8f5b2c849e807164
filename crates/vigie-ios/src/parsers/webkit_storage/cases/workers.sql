-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/WebKit/WebsiteData/ServiceWorkers/ServiceWorkerRegistrations-8.sqlite3
-- Made up.
CREATE TABLE Records (key TEXT, origin TEXT, scopeURL TEXT, topOrigin TEXT, lastUpdateCheckTime DOUBLE, updateViaCache TEXT, scriptURL TEXT, workerType TEXT, contentSecurityPolicy BLOB, referrerPolicy TEXT, scriptResourceMap BLOB, certificateInfo BLOB);
INSERT INTO Records VALUES ('https_shop.example_0_https://shop.example/','https://shop.example','https://shop.example/','https_shop.example_0',1698321600.5,'Imports','https://cdn.bad.example/sw.js','Classic',x'00','',x'00',x'00'),(NULL,NULL,NULL,NULL,'soon',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
