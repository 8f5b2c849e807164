-- path: /private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db
-- Schema of iOS 16 and later. Made up.
CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL, grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL, isVeryPrevalent INTEGER NOT NULL, dataRecordsRemoved INTEGER NOT NULL,timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL, timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL,isScheduledForAllButCookieDataRemoval INTEGER NOT NULL, mostRecentWebPushInteractionTime REAL NOT NULL);
CREATE TABLE TopLevelDomains (topLevelDomainID INTEGER PRIMARY KEY);
CREATE TABLE StorageAccessUnderTopFrameDomains (domainID INTEGER NOT NULL, topLevelDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameUniqueRedirectsToSinceSameSiteStrictEnforcement (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameUniqueRedirectsFrom (targetDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameLinkDecorationsFrom (toDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL, fromDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameLoadedThirdPartyScripts (topFrameDomainID INTEGER NOT NULL, subresourceDomainID INTEGER NOT NULL);
CREATE TABLE SubframeUnderTopFrameDomains (subFrameDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL, topFrameDomainID INTEGER NOT NULL);
CREATE TABLE SubresourceUnderTopFrameDomains (subresourceDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL, topFrameDomainID INTEGER NOT NULL);
CREATE TABLE SubresourceUniqueRedirectsTo (subresourceDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL, toDomainID INTEGER NOT NULL);
CREATE TABLE SubresourceUniqueRedirectsFrom (subresourceDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL);
INSERT INTO ObservedDomains VALUES (1, 'newspaper.example', 1698307200.0, 1, 1698307100.0, 0, 0, 0, 0, 3, 0, 0, 1698300000.0), (2, 'short.example', 1698307190.0, 0, -1.0, 0, 0, 0, 0, 0, 0, 0, 0), (3, 'tracker.example', 1698307195.0, 0, -1.0, 1, 1, 1, 4, 0, 0, 1, 0);
INSERT INTO TopLevelDomains VALUES (1);
INSERT INTO StorageAccessUnderTopFrameDomains VALUES (3, 1);
INSERT INTO TopFrameUniqueRedirectsTo VALUES (2, 1);
INSERT INTO TopFrameUniqueRedirectsToSinceSameSiteStrictEnforcement VALUES (2, 1);
INSERT INTO TopFrameUniqueRedirectsFrom VALUES (1, 2);
INSERT INTO TopFrameLinkDecorationsFrom VALUES (1, 1698307199.0, 3);
INSERT INTO TopFrameLoadedThirdPartyScripts VALUES (1, 3);
INSERT INTO SubframeUnderTopFrameDomains VALUES (3, 1698307198.0, 1);
INSERT INTO SubresourceUnderTopFrameDomains VALUES (3, 1698307197.0, 1);
INSERT INTO SubresourceUniqueRedirectsTo VALUES (3, 1698307196.0, 2);
INSERT INTO SubresourceUniqueRedirectsFrom VALUES (2, 3);
