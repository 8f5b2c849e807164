CREATE TABLE frosting (pk, last_updated, other);
INSERT INTO frosting VALUES (NULL,'never',1),('a.b',NULL,'kept');
