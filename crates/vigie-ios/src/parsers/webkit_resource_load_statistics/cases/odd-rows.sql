-- path: /private/var/mobile/Containers/Data/Application/X/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db
-- A site without name, a date that is none, redirects to sites that are gone. Made up.
CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain, lastSeen, hadUserInteraction, mostRecentUserInteractionTime);
CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID, toDomainID);
CREATE TABLE SubframeUnderTopFrameDomains (subFrameDomainID, lastUpdated, topFrameDomainID);
INSERT INTO ObservedDomains VALUES (1, NULL, 1580000000, 1, 0), (2, 'kept.example', 'yesterday', 'yes', 1e300), (3, 17, NULL, NULL, -5);
INSERT INTO TopFrameUniqueRedirectsTo VALUES (2, 99), (NULL, 2), ('named.example', 2);
INSERT INTO SubframeUnderTopFrameDomains VALUES (3, x'00', 2);
