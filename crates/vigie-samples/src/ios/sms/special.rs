//! Planted and odd messages.

use super::Message;
use super::body::{attributed, edit_history, link_preview};
use crate::Result;
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};

/// The account of which [`Plant::SmsSender`] says the name.
pub(super) const SENDER: &str = "uitnodiging@nachtpost.example";

/// Links in plain text: plant, text before, link, text after.
const LINKS: &[(Plant, &str, &str, &str)] = &[
    (Plant::SmsText, "Your parcel is waiting: ", "https://stille-haven.example/i/7Qx2", " "),
    (Plant::SmsPort, "Log in here ", "https://login.lantaarn.example.net:8443/a", ""),
    (Plant::SmsChild, "", "https://eu3.cdn.wachtwoord.example.org/p/91", " look!"),
    (Plant::SmsWww, "tickets ", "http://www.torenklok.example.com/t/4", ""),
    (Plant::SmsUserInfo, "", "https://www.apple.com@account.sleutel.example.net/id", ""),
    (Plant::SmsTrailingDot, "voor jou ", "https://bericht.duif.example.org./v/3", ""),
    (Plant::SmsUpperCase, "", "HTTPS://LUIDE.STEM.EXAMPLE.COM/X", ""),
    (Plant::SmsIdn, "Buch: ", "https://bücher-nacht.test/n", ""),
    (Plant::SmsBare, "kijk op ", "kaartje-kopen.test/foto", " vanavond"),
    (Plant::SmsIpv4, "", "http://203.0.113.77/login", ""),
    (Plant::SmsIpv6, "", "http://[2001:db8:4e57::77]:8080/login", ""),
    (Plant::SmsUrl, "", "https://files.example.org/s/nw-7731.html", ""),
];

const NOTICE: &str = "ALERT: State-sponsored attackers may be targeting your iPhone. Sign in to appleid.apple.com to learn more.";

/// Every planted and odd message of the plan.
pub(super) fn messages(phone: &Phone) -> Result<Vec<Message>> {
    let mut all: Vec<Message> = LINKS
        .iter()
        .filter(|(plant, ..)| phone.has(*plant))
        .map(|(plant, before, link, after)| {
            let text = format!("{before}{link}{after}");
            Message {
                attributed: Some(attributed(&text, false)),
                text: Some(text),
                ..Message::planted(*plant, link)
            }
        })
        .collect();
    let with = |plant: Plant, message: Message| phone.has(plant).then_some(message);
    all.extend(hidden(phone)?);
    all.extend(with(
        Plant::SmsSender,
        Message {
            text: Some("hi, do you remember me?".to_owned()),
            sender: Some(SENDER),
            ..Message::planted(Plant::SmsSender, SENDER)
        },
    ));
    all.extend(with(
        Plant::SmsNotice,
        Message { text: Some(NOTICE.to_owned()), ..Message::planted(Plant::SmsNotice, NOTICE) },
    ));
    all.extend(with(
        Plant::SmsNoticeBody,
        Message {
            attributed: Some(attributed(NOTICE, false)),
            ..Message::planted(Plant::SmsNoticeBody, NOTICE)
        },
    ));
    all.extend(odd(phone));
    Ok(all)
}

/// Messages whose link stands elsewhere than in `text`.
fn hidden(phone: &Phone) -> Result<Vec<Message>> {
    let mut all = Vec::new();
    let mut add = |plant: Plant, message: Message| {
        if phone.has(plant) {
            all.push(message);
        }
    };
    let body = "https://brief-van-oma.test/kaart?id=12";
    add(
        Plant::SmsAttributedBody,
        Message {
            attributed: Some(attributed(&format!("Lieve groeten {body} x"), true)),
            ..Message::planted(Plant::SmsAttributedBody, body)
        },
    );
    let group = "https://groepsfoto.example/zomer";
    add(
        Plant::SmsHandleZero,
        Message {
            text: Some(format!("all of us: {group}")),
            group: true,
            ..Message::planted(Plant::SmsHandleZero, group)
        },
    );
    let preview = "https://pakket-volgen.test/NL44";
    add(
        Plant::SmsPayload,
        Message {
            payload: Some(link_preview(preview, "Volg uw pakket")?),
            attributed: Some(attributed("\u{fffd}", false)),
            ..Message::planted(Plant::SmsPayload, preview)
        },
    );
    let subject = "https://onderwerp-zoek.test/q";
    add(
        Plant::SmsSubject,
        Message {
            text: Some("see above".to_owned()),
            subject: Some(subject),
            ..Message::planted(Plant::SmsSubject, subject)
        },
    );
    if phone.plan.ios >= 16 {
        let first = "https://herziening.test/oud";
        let sent = phone.release.backed_up.plus(-90_000);
        let versions = [(first, sent), ("never mind", sent.plus(40))];
        add(
            Plant::SmsEdited,
            Message {
                text: Some("never mind".to_owned()),
                attributed: Some(attributed("never mind", false)),
                summary: Some(edit_history(&versions)?),
                edited: true,
                ..Message::planted(Plant::SmsEdited, first)
            },
        );
    }
    Ok(all)
}

/// Messages with damaged blobs.
fn odd(phone: &Phone) -> Vec<Message> {
    if !phone.odd(Hostile::CutBlobs) {
        return Vec::new();
    }
    let whole = attributed("a text that is cut https://www.example.com/", true);
    let cut = |len: usize| whole.get(..len).map(<[u8]>::to_vec);
    let huge = [whole.get(..98).unwrap_or(&[]), &[0x82, 0xff, 0xff, 0xff, 0x7f]].concat();
    vec![
        Message { attributed: cut(1), ..Message::default() },
        Message { attributed: cut(whole.len() / 2), ..Message::default() },
        Message { attributed: cut(whole.len() - 3), ..Message::default() },
        Message { attributed: Some(huge), ..Message::default() },
        Message { attributed: Some(vec![0x84; 4096]), ..Message::default() },
        Message { payload: Some(b"bplist00\xff\xff\xff".to_vec()), ..Message::default() },
        Message { summary: Some(vec![0; 40]), ..Message::default() },
    ]
}
