-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/Caches/com.example.news/Cache.db
-- Schema of iOS 17. Made up.
CREATE TABLE cfurl_cache_response(entry_ID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, version INTEGER, hash_value INTEGER, storage_policy INTEGER, request_key TEXT UNIQUE, time_stamp NOT NULL DEFAULT CURRENT_TIMESTAMP, partition TEXT);
CREATE TABLE cfurl_cache_blob_data(entry_ID INTEGER PRIMARY KEY, response_object BLOB, request_object BLOB, proto_props BLOB, user_info BLOB);
CREATE TABLE cfurl_cache_receiver_data(entry_ID INTEGER PRIMARY KEY, isDataOnFS INTEGER, receiver_data BLOB);
CREATE TABLE cfurl_cache_schema_version(schema_version INTEGER);
INSERT INTO cfurl_cache_response VALUES (1,0,-1234567890123,0,'https://news.example/top.json','2023-10-26 12:00:00','news.example'),(2,0,42,0,'http://short.example/x','2023-10-26 12:00:05',NULL),(3,0,7,0,'https://no-blob.example/','2023-10-26 12:00:06',NULL);
INSERT INTO cfurl_cache_blob_data VALUES (1,plist('{"Version":1,"Array":[{"_CFURLStringType":15,"_CFURLString":"https://news.example/top.json"},720014400.25,0,200,{"Content-Type":"application/json","Server":"nginx/1.18.0","Set-Cookie":"id=1; Domain=.tracker.example; Path=/","X-Served-By":"192.0.2.7","__hhaa__":"YnBsaXN0MDA="},1024,"application/json"]}'),plist('{"Version":9,"Array":[false,{"_CFURLStringType":15,"_CFURLString":"https://news.example/top.json"},60.0,0,{"_CFURLStringType":15,"_CFURLString":"https://page.example/"},true,132,"__CFURLRequestNullTokenString__",true,false,0,0.0,0.0,0,-1,"GET",{"User-Agent":"News/1.0 CFNetwork/1474 Darwin/23.0.0","Referer":"https://from.example/a","Host":"news.example"},"__CFURLRequestNullTokenString__"]}'),NULL,NULL),
 (2,plist('{"Version":1,"Array":[{"_CFURLStringType":15,"_CFURLString":"http://short.example/x"},720014405.0,0,302,{"Location":"https://landing.bad.example:8443/a"},0,"text/html"]}'),NULL,NULL,NULL),
 (9,plist('{"Version":1,"Array":[{"_CFURLStringType":15,"_CFURLString":"https://row-is-gone.example/"},1.5,0,200,{}]}'),NULL,NULL,NULL);
INSERT INTO cfurl_cache_receiver_data VALUES (1,1,'ED6AC03A-4E37-46E2-8C95-E29EDC92BF6E'),(2,0,x'3c68746d6c3e');
