-- path: /private/var/mobile/Library/SMS/sms.db
-- Schema of iOS 17, less columns that no row here fills. Made up.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL, uncanonicalized_id TEXT, person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER, account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT, account_login TEXT, is_archived INTEGER DEFAULT 0, last_addressed_handle TEXT, display_name TEXT, group_id TEXT, is_filtered INTEGER DEFAULT 0, last_read_message_timestamp INTEGER DEFAULT 0);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, version INTEGER DEFAULT 0, service TEXT, account TEXT, date INTEGER, date_read INTEGER, date_delivered INTEGER, is_delivered INTEGER DEFAULT 0, is_from_me INTEGER DEFAULT 0, is_read INTEGER DEFAULT 0, cache_roomnames TEXT, is_audio_message INTEGER DEFAULT 0, date_played INTEGER, item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT, group_action_type INTEGER DEFAULT 0, associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT, payload_data BLOB, message_summary_info BLOB, destination_caller_id TEXT, reply_to_guid TEXT, date_retracted INTEGER DEFAULT 0, date_edited INTEGER DEFAULT 0, was_detonated INTEGER DEFAULT 0, date_recovered INTEGER DEFAULT 0);
CREATE TABLE chat_message_join (chat_id INTEGER REFERENCES chat (ROWID), message_id INTEGER REFERENCES message (ROWID), message_date INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_handle_join (chat_id INTEGER REFERENCES chat (ROWID), handle_id INTEGER REFERENCES handle (ROWID), UNIQUE(chat_id, handle_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER, ck_sync_state INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id));
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT, transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT, total_bytes INTEGER DEFAULT 0, is_sticker INTEGER DEFAULT 0, sticker_user_info BLOB, attribution_info BLOB, hide_attachment INTEGER DEFAULT 0, original_guid TEXT);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));
CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT NOT NULL);

INSERT INTO handle VALUES (1, '+33600000001', 'fr', 'iMessage', '06 00 00 00 01', NULL);
INSERT INTO handle VALUES (2, 'eve@bad.example', NULL, 'iMessage', NULL, 'C0FFEE');
INSERT INTO handle VALUES (3, 'forgotten@bad.example', NULL, 'iMessage', NULL, NULL);
INSERT INTO chat VALUES (1, 'iMessage;-;+33600000001', 45, 3, 'A1', NULL, '+33600000001', 'iMessage', NULL, 'P:+33699999999', 0, '+33699999999', NULL, 'G1', 0, 722000000000000000);
INSERT INTO chat VALUES (2, 'iMessage;+;chat123456789', 43, 3, 'A1', plist('{"messageHandshakeState": 1}'), 'chat123456789', 'iMessage', 'chat123456789', 'P:+33699999999', 0, NULL, 'Sunday lunch', 'G2', 0, 0);
INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2);

-- Plain text with a link.
INSERT INTO message (guid, text, handle_id, service, account, date, date_read, is_read, destination_caller_id, attributedBody, version)
 VALUES ('M1', 'see https://one.example/a.', 1, 'iMessage', 'P:+33699999999', 720000000000000000, 720000060000000000, 1, '+33699999999', attributed('see https://one.example/a.'), 10);
-- The text stands in attributedBody alone.
INSERT INTO message (guid, handle_id, service, date, attributedBody)
 VALUES ('M2', 2, 'iMessage', 720000100000000000, attributed('only here: https://two.example/b'));
-- The link is an attribute of other words.
INSERT INTO message (guid, text, handle_id, service, date, attributedBody)
 VALUES ('M3', 'your parcel', 2, 'iMessage', 720000200000000000, attributed('your parcel', 'https://three.example/c'));
-- The two texts differ.
INSERT INTO message (guid, text, handle_id, service, date, attributedBody)
 VALUES ('M4', 'harmless', 2, 'iMessage', 720000300000000000, attributed('not harmless four.example/d'));
-- A link preview.
INSERT INTO message (guid, text, handle_id, service, date, balloon_bundle_id, payload_data)
 VALUES ('M5', 'https://five.example/e', 1, 'iMessage', 720000400000000000, 'com.apple.messages.URLBalloonProvider',
  archive('{"richLinkIsPlaceholder": false, "richLinkMetadata": {"$class": "LPLinkMetadata", "title": "Fifth title", "originalURL": {"$class": "NSURL", "NS.base": null, "NS.relative": "https://five.example/original"}, "URL": {"$class": "NSURL", "NS.base": null, "NS.relative": "https://five.example/landed"}}}'));
-- A message of an app.
INSERT INTO message (guid, handle_id, service, date, balloon_bundle_id, payload_data)
 VALUES ('M6', 1, 'iMessage', 720000500000000000, 'com.apple.messages.MSMessageExtensionBalloonPlugin:ABCDE12345:example.game.MessagesExtension',
  archive('{"URL": {"$class": "NSURL", "NS.base": null, "NS.relative": "data:?x=1"}, "ldtext": "A move", "userInfo": {"caption": "Your turn", "link": "https://six.example/f"}}'));
-- Handwriting is no property list.
INSERT INTO message (guid, handle_id, service, date, balloon_bundle_id, payload_data)
 VALUES ('M7', 1, 'iMessage', 720000550000000000, 'com.apple.Handwriting.HandwritingProvider', x'0a0568747470733a2f2f');
-- Somebody was added to a group: nobody wrote it.
INSERT INTO message (guid, handle_id, service, date, item_type, other_handle, cache_roomnames)
 VALUES ('M8', 0, 'iMessage', 720000600000000000, 1, 2, 'chat123456789');
-- The owner's own, to one person, without a handle.
INSERT INTO message (guid, text, handle_id, service, date, date_delivered, is_from_me, is_delivered)
 VALUES ('M9', 'look: seven.example/g', 0, 'iMessage', 720000700000000000, 720000701000000000, 1, 1);
-- Edited and partly taken back.
INSERT INTO message (guid, text, handle_id, service, date, date_edited, date_retracted, message_summary_info)
 VALUES ('M10', 'never mind', 2, 'iMessage', 720000800000000000, 720000900000000000, 720000950000000000,
  plist('{"amc": 1, "ust": true, "rp": [1], "ec": {"0": [{"d": 720000800.0, "t": {"$data": "attributed:open https://eight.example/h"}}, {"d": 720000900.5, "t": {"$data": "attributed:never mind"}}]}}'));
-- Deleted less than 30 days ago.
INSERT INTO message (guid, text, handle_id, service, date)
 VALUES ('M11', 'gone https://nine.example/i', 2, 'iMessage', 720001000000000000);
INSERT INTO chat_recoverable_message_join VALUES (2, 11, 720500000000000000, 0);
-- An audio message and a reaction.
INSERT INTO message (guid, handle_id, service, date, is_audio_message, date_played, associated_message_guid, associated_message_type)
 VALUES ('M12', 1, 'iMessage', 720001100000000000, 1, 720001200000000000, 'p:0/M1', 2001);
INSERT INTO chat_message_join (chat_id, message_id) VALUES (1, 1), (2, 2), (2, 3), (2, 4), (1, 5), (1, 6), (1, 7), (2, 8), (1, 9), (2, 10), (1, 12);
INSERT INTO deleted_messages (guid) VALUES ('M0');

INSERT INTO attachment (guid, created_date, start_date, filename, uti, mime_type, transfer_state, transfer_name, total_bytes, user_info)
 VALUES ('at_1_M1', 720000000, 720000001, '~/Library/SMS/Attachments/0a/10/at_1_M1/IMG_0001.HEIC', 'public.heic', 'image/heic', 5, 'IMG_0001.HEIC', 52341, plist('{"mmcs-url": "https://content.example/M2", "decryption-key": "00ff"}'));
INSERT INTO attachment (guid, created_date, filename, transfer_name, is_outgoing, hide_attachment, attribution_info)
 VALUES ('at_2_M9', 720000700, '/var/mobile/Library/SMS/Attachments/1/note.pdf', 'note.pdf', 1, 1, plist('{"bundle-id": "example.draw", "name": "Draw"}'));
INSERT INTO attachment (guid, created_date, filename) VALUES ('at_3', 720000800, NULL);
INSERT INTO message_attachment_join VALUES (1, 1), (9, 2);
