CREATE TABLE ownership (account, doc_id, purchase_time, app_certificate_hash);
INSERT INTO ownership VALUES (NULL,NULL,'x','???'),('a',5,-1,'AA==,_-8'),('b','not a package',NULL,NULL);
