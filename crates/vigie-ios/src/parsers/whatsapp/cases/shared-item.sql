-- path: /private/var/mobile/Containers/Shared/AppGroup/group.net.whatsapp.WhatsAppSMB.shared/ChatStorage.sqlite
-- Made up: messages that all name one file, which must not multiply, and one that names none that is there.
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZTITLE VARCHAR, ZMEDIAURL VARCHAR);
INSERT INTO ZWAMESSAGE VALUES (1, 0, 1, 700000000, 'first'), (2, 0, 1, 700000001, 'second'), (3, 0, 2, 700000002, 'its own'), (4, 0, 9, 700000003, 'gone');
INSERT INTO ZWAMEDIAITEM VALUES (1, NULL, 'long title', 'https://page.example/1'), (2, 3, NULL, 'https://page.example/2');
