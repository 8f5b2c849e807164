use super::*;
use crate::testing::{Datagram, End, Gave, conversation, datagrams, stream};
use Side::{Client, Server};

/// What the two sides say, in order.
type Turns<'a> = &'a [(Side, &'a [u8])];

fn run(server: &str, turns: Turns<'_>) -> (Gave, End) {
    let of = conversation("192.0.2.10:40000", server);
    let whole = stream(&Plaintext, &of, turns, 10_000);
    let bytewise = stream(&Plaintext, &of, turns, 1);
    assert_eq!(whole.0.exposures(), bytewise.0.exposures());
    assert_eq!(whole.0.of("starttls").len(), bytewise.0.of("starttls").len());
    whole
}

fn nothing_of(gave: &Gave, secrets: &[&str]) {
    let shown: String = gave.records.iter().map(|(_, json)| json.to_string()).collect();
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret}");
    }
}

#[test]
fn mail_sent_in_clear() {
    let (gave, end) = run("198.51.100.1:25", &[
        (Server, b"220 mail.example ESMTP\r\n"),
        (Client, b"EHLO me\r\n"),
        (Server, b"250-mail.example\r\n250-XXXXXXXX\r\n250 AUTH PLAIN\r\n"),
        (Client, b"AUTH PLAIN AGFubmEAaHVudGVyMg==\r\n"),
        (Server, b"235 ok\r\n"),
        (Client, b"MAIL FROM:<anna@a.example>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\n"),
        (Server, b"250 ok\r\n250 ok\r\n354 go\r\n"),
        (Client, b"Subject: hello\r\n\r\nAUTH is a word here\r\n.\r\nQUIT\r\n"),
    ]);
    assert_eq!(end, End::Open);
    assert_eq!(gave.exposures(), ["password/SMTP/1", "mail-text/SMTP/1", "mail-envelope/SMTP/2"]);
    let tls = gave.of("starttls")[0];
    assert_eq!((&tls["overwritten"], &tls["credentials"]), (&"XXXXXXXX".into(), &true.into()));
    assert!(tls.get("offered").is_none());
    nothing_of(&gave, &["anna", "AGFub", "hello", "bob"]);
}

#[test]
fn changes_to_tls_are_handed_over() {
    let cases: [(&str, Turns<'_>, usize); 6] = [
        ("198.51.100.1:587", &[
            (Server, b"220 mail.example ESMTP\r\n"),
            (Client, b"EHLO me\r\n"),
            (Server, b"250-mail.example\r\n250 STARTTLS\r\n"),
            (Client, b"STARTTLS\r\n"),
            (Server, b"220 go\r\n\x16\x03"),
        ], 8),
        ("198.51.100.1:143", &[
            (Server, b"* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n"),
            (Client, b"a1 STARTTLS\r\n\x16\x03\x01"),
            (Server, b"a1 OK begin\r\n"),
        ], 13),
        ("198.51.100.1:110", &[
            (Server, b"+OK ready\r\n"),
            (Client, b"CAPA\r\n"),
            (Server, b"+OK\r\nTOP\r\nSTLS\r\n.\r\n"),
            (Client, b"STLS\r\n"),
            (Server, b"+OK go\r\n"),
        ], 8),
        ("198.51.100.1:21", &[
            (Server, b"220 FTP ready\r\n"),
            (Client, b"FEAT\r\n"),
            (Server, b"211-Features:\r\n AUTH TLS\r\n211 End\r\n"),
            (Client, b"AUTH TLS\r\n"),
            (Server, b"234 go\r\n"),
        ], 8),
        ("198.51.100.1:5222", &[
            (Client, b"<?xml version='1.0'?><stream:stream to='a.example'>"),
            (Server, b"<stream:stream><stream:features><starttls xmlns='x'/></stream:features>"),
            (Client, b"<starttls xmlns='x'/>"),
            (Server, b"<proceed xmlns='x'/>"),
        ], 20),
        ("198.51.100.1:5432", &[
            (Client, b"\0\0\0\x08\x04\xd2\x16\x2f"),
            (Server, b"S"),
        ], 1),
    ];
    for (server, turns, at) in cases {
        let (gave, end) = run(server, turns);
        assert_eq!(end, End::HandOver(at), "{server}");
        let tls = gave.of("starttls")[0];
        assert_eq!((&tls["asked"], &tls["granted"]), (&true.into(), &true.into()), "{server}");
        if server != "198.51.100.1:5432" {
            assert_eq!(tls["offered"], true, "{server}");
        }
        assert!(gave.exposures().is_empty(), "{server}");
    }
}

#[test]
fn passwords_and_messages_of_many_protocols() {
    let ldap = b"\x30\x1a\x02\x01\x01\x60\x15\x02\x01\x03\x04\x08cn=admin\x80\x06secret";
    let mqtt = b"\x10\x1a\x00\x04MQTT\x04\xc2\x00\x3c\x00\x02ab\x00\x04anna\x00\x04pass\x30\x13\x00\x01tlat=48.85830&lon=2";
    let cases: [(&str, Turns<'_>, &[&str]); 10] = [
        ("198.51.100.1:143", &[
            (Server, b"* OK IMAP\r\n"),
            (Client, b"a LOGIN anna hunter2\r\n"),
            (Server, b"a OK in\r\n* 1 FETCH (BODY[] {12}\r\na LOGIN x y\n)\r\n"),
        ], &["password/IMAP/1", "mail-text/IMAP/1"]),
        ("198.51.100.1:110", &[
            (Server, b"+OK\r\n"),
            (Client, b"USER anna\r\nPASS hunter2\r\nRETR 1\r\n"),
            (Server, b"+OK 10\r\ntext\r\n.\r\n"),
        ], &["password/POP3/1", "mail-text/POP3/1"]),
        ("198.51.100.1:21", &[
            (Server, b"220 FTP\r\n"),
            (Client, b"USER anna\r\nPASS hunter2\r\nRETR a.txt\r\n"),
        ], &["password/FTP/1", "user-name/FTP/1", "file-transfer/FTP/1"]),
        ("198.51.100.1:21", &[
            (Server, b"220 FTP\r\n"),
            (Client, b"USER anonymous\r\nPASS guest\r\n"),
        ], &[]),
        ("198.51.100.1:23", &[
            (Server, b"\xff\xfb\x01login: "),
            (Client, b"anna\r\n"),
            (Server, b"Password: "),
            (Client, b"hunter2\r\n"),
        ], &["password/Telnet/1", "user-name/Telnet/1"]),
        ("198.51.100.1:6667", &[
            (Client, b"NICK anna\r\nUSER a b c :d\r\nPRIVMSG NickServ :IDENTIFY x\r\nPRIVMSG #a :hi\r\n"),
        ], &["password/IRC/1", "user-name/IRC/2", "chat-message/IRC/1"]),
        ("198.51.100.1:389", &[(Client, ldap)], &["password/LDAP/1"]),
        ("198.51.100.1:1883", &[(Client, mqtt)],
            &["password/MQTT/1", "user-name/MQTT/1", "device-control/MQTT/2"]),
        ("198.51.100.1:554", &[
            (Client, b"DESCRIBE rtsp://cam/ RTSP/1.0\r\nAuthorization: Basic eA==\r\n\r\n"),
            (Server, b"RTSP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nv=0$\x00\x00\x02ab"),
        ], &["password/RTSP/1", "camera-media/RTSP/2"]),
        ("198.51.100.1:5060", &[
            (Client, b"INVITE sip:+33612345678@a.example SIP/2.0\r\nFrom: <sip:+33687654321@a.example>\r\n\r\n"),
        ], &["phone-number/SIP/1", "call-parties/SIP/1"]),
    ];
    for (server, turns, expected) in cases {
        let (gave, _) = run(server, turns);
        let mut seen = gave.exposures();
        let mut wanted: Vec<String> = expected.iter().map(|one| (*one).to_owned()).collect();
        seen.sort();
        wanted.sort();
        assert_eq!(seen, wanted, "{server}");
        nothing_of(&gave, &["hunter2", "anna", "33612345678", "48.85"]);
    }
}

#[test]
fn what_devices_tell_in_datagrams() {
    let mut dhcp = vec![0; 236];
    dhcp[0] = 1;
    dhcp.extend(b"\x63\x82\x53\x63\x35\x01\x01\x0c\x05phone\x3c\x03abc\x3d\x01x\xff");
    let stun = b"\x00\x01\x00\x00\x21\x12\xa4\x42aaaabbbbcccc";
    let sip = b"INVITE sip:bob@b.example SIP/2.0\r\nFrom: sip:+33612345678@a.example\r\n\r\nm=audio 4000 RTP/AVP 0\r\n";
    let cases: [(&str, &[u8], &[&str]); 6] = [
        ("198.51.100.1:67", &dhcp, &["mac-address/DHCP/1", "device-name/DHCP/1", "software-version/DHCP/1", "linker/DHCP/1"]),
        ("198.51.100.1:3478", stun, &["service-in-use/STUN/1"]),
        ("198.51.100.1:5060", sip, &["phone-number/SIP/1", "call-parties/SIP/1", "call-media/SIP/1"]),
        ("198.51.100.1:161", b"\x30\x26\x02\x01\x01\x04\x06public", &["password/SNMP/1"]),
        ("239.255.255.250:1900", b"NOTIFY * HTTP/1.1\r\nUSN: uuid\r\nSERVER: x\r\n\r\n", &["device-name/SSDP/1", "software-version/SSDP/1"]),
        ("198.51.100.1:9", b"nothing known", &[]),
    ];
    for (to, bytes, expected) in cases {
        let one = Datagram { from: "192.0.2.10:4000", to, bytes, ttl: 64, millis: 0 };
        let (gave, known) = datagrams(ITEM.datagrams.unwrap()(), &[one]);
        assert_eq!(gave.exposures(), expected, "{to}");
        assert_eq!(known[0], !expected.is_empty() , "{to}");
    }
}
