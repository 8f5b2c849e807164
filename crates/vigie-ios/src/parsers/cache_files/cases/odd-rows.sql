-- path: /Cache.db
-- Each row is odd in its own way; the last is not. Made up.
CREATE TABLE cfurl_cache_response(entry_ID INTEGER PRIMARY KEY, request_key, time_stamp);
CREATE TABLE cfurl_cache_blob_data(entry_ID INTEGER PRIMARY KEY, response_object, request_object);
CREATE TABLE cfurl_cache_receiver_data(entry_ID INTEGER PRIMARY KEY, isDataOnFS, receiver_data);
INSERT INTO cfurl_cache_response VALUES (1,NULL,NULL),(2,NULL,'soon'),(3,'https://odd-blob.example/',720000000),(4,x'68747470733a2f2f626c6f622e6578616d706c652f','2023-10-26'),(5,'https://good.example/','2023-10-26 12:00:00');
INSERT INTO cfurl_cache_blob_data VALUES (2,plist('{"Array":"not a list"}'),NULL),(3,x'00ff','text'),(5,plist('{"Array":[1,2,3,"200",{"Location":7},["https://in-a-list.example/"]]}'),plist('["POST","GET"]')),(6,NULL,NULL);
INSERT INTO cfurl_cache_receiver_data VALUES (5,1,NULL);
