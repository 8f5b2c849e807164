-- path: /private/var/mobile/Containers/Data/Application/8E0C/Library/WebKit/WebsiteData/LocalStorage/https_shop.example_0.localstorage
-- Values are UTF-16. Made up.
CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB NOT NULL ON CONFLICT FAIL);
INSERT INTO ItemTable VALUES ('last', x'7b002200750072006c0022003a00220068007400740070003a002f002f006200610064002e006500780061006d0070006c0065002f00780022007d00'),('plain','see https://text.example/a and https://text.example/a'),('odd', x'41');
