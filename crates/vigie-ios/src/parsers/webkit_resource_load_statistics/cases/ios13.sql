-- path: /private/var/mobile/Containers/Data/Application/com.google.chrome.ios/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db
-- iOS 13: no times of interaction yet, redirects through TopLevelDomains. Made up.
CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL);
CREATE TABLE TopLevelDomains (topLevelDomainID INTEGER PRIMARY KEY, CONSTRAINT fkDomainID FOREIGN KEY(topLevelDomainID) REFERENCES ObservedDomains(domainID));
CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL, FOREIGN KEY(sourceDomainID) REFERENCES TopLevelDomains(topLevelDomainID));
INSERT INTO ObservedDomains VALUES (1, 'weather.test', 1580000000, 1), (2, '203.0.113.9', 1580000001, 0);
INSERT INTO TopLevelDomains VALUES (1);
INSERT INTO TopFrameUniqueRedirectsTo VALUES (1, 2);
