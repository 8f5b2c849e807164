//! `com.apple.networkextension.plist`: VPNs, content filters, name servers, proxies and relays that
//! apps and profiles set up.
//!
//! Written by `nehelper` for apps that use Apple's NetworkExtension framework, for what the owner
//! sets up in Settings, and for profiles; an entry lives as long as its app or profile. A keyed
//! archive: `$top` names `Version`, `Generation`, `Index`, and by its UUID each object of class
//! `NEConfiguration`. Such an object holds one of `VPN`, `AppVPN`, `AlwaysOnVPN`, `ContentFilter`,
//! `DNSProxy`, `DNSSettings`, `Relay`, `URLFilter`, `AppPush`, `PathController`, and `ProfileInfo`
//! where a profile brought it. Before iOS 9 each configuration was an archive of its own inside a
//! plain property list.
//!
//! Beside it `com.apple.networkextension.uuidcache.plist` names every app that such a rule was ever
//! made for (`uuid-mappings`), and `com.apple.networkextension.cache.plist` the rules by app. A
//! sysdiagnose carries them in `logs/Networking`.
//!
//! Keys after the `encodeWithCoder:` methods of `NetworkExtension.framework` and
//! <https://developer.apple.com/documentation/networkextension>.

mod app;
mod configuration;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};

pub(crate) use configuration::Configuration;

pub(crate) static ITEM: NetworkExtensions = NetworkExtensions;

pub(crate) struct NetworkExtensions;

static META: ParserMeta = ParserMeta {
    id: "network_extensions",
    title: Text {
        en: "VPNs, filters, name servers and relays",
        fr: "VPN, filtres, serveurs de noms et relais",
    },
    reads: &[
        "/private/var/preferences/com.apple.networkextension*.plist",
        "/private/var/preferences/SystemConfiguration/com.apple.networkextension*.plist",
        "/sysdiagnose/logs/Networking/com.apple.networkextension*.plist",
        "/sysdiagnose/*/logs/Networking/com.apple.networkextension*.plist",
        "/com.apple.networkextension*.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&configuration::KIND, &app::KIND],
    means: &[Text { en: "setting came with a profile", fr: "réglage arrivé avec un profil" }],
    versions: Versions::ios(8),
    references: &["https://developer.apple.com/documentation/networkextension"],
};

impl Parser for NetworkExtensions {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, damage) = plist::parse_lenient(&bytes, &input.limits);
        let root = match root {
            Some(root) if keyed_archive::is_archive(&root) => {
                Some(Value::Dictionary(keyed_archive::unarchive_all(&bytes, &input.limits)?))
            }
            Some(root) => Some(opened(root, input, sink)),
            None => None,
        };
        if let Some(root) = &root {
            configuration::read_all(root, sink)?;
            app::read_all(root, sink)?;
        }
        damage.map_or(Ok(()), Err)
    }
}

/// The plain property list of old versions with the archives in it opened.
fn opened(root: Value, input: &Input<'_>, sink: &mut Sink<'_>) -> Value {
    let Value::Dictionary(fields) = root else { return root };
    let open = |(key, value): (&str, &Value)| {
        let archive = value.as_bytes().filter(|bytes| plist::looks_like_one(bytes));
        let value = match archive.map(|bytes| keyed_archive::unarchive(bytes, &input.limits)) {
            Some(Ok(value)) => value,
            Some(Err(stop)) => {
                sink.problem(vigie_core::Locator::Key(key.to_owned()), stop.to_string());
                Value::Null
            }
            None => value.clone(),
        };
        (key.to_owned(), value)
    };
    Value::Dictionary(fields.iter().map(open).collect())
}
