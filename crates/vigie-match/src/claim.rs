//! What a match means: which sentence it becomes, how much it matters, how sure it is.

use vigie_core::{Confidence, ObservableKind, Origin, Severity};

use crate::entry::Strength;
use crate::hash::Space;
use crate::indicators::Indicators;
use crate::shared::is_shared_address;

/// What matched, for the choice of words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'a> {
    /// What the record is a trace of.
    pub(crate) origin: Origin,
    /// Its field.
    pub(crate) field: &'a str,
    /// Kind of the listed value.
    pub(crate) kind: ObservableKind,
    /// How exactly.
    pub(crate) strength: Strength,
    /// True for a pattern that several values of the record satisfy together.
    pub(crate) whole_pattern: bool,
    /// True where the owner made the record.
    pub(crate) by_owner: bool,
}

/// Message keys of a claim: for spyware, and for software that people around one install.
pub(crate) type Keys = [&'static str; 2];

macro_rules! keys {
    ($($name:ident = $key:literal;)*) => {
        $(const $name: Keys = [
            concat!("indicator-match-", $key),
            concat!("indicator-match-", $key, "-stalkerware"),
        ];)*
        /// Every key a claim can have.
        #[cfg(test)]
        pub(crate) const ALL: &[Keys] = &[$($name),*];
    };
}

keys! {
    LINK_RECEIVED = "link-received";
    LINK_SENT = "link-sent";
    LINK_VISITED = "link-visited";
    LINK_RECORDED = "link-recorded";
    NAME_ASKED = "name-asked";
    NAME_ANSWERED = "name-answered";
    NAME_BESIDE = "name-beside";
    ADDRESS_REACHED = "address-reached";
    ADDRESS_ANSWERED = "address-answered";
    PROCESS_RAN = "process-ran";
    PROCESS_CUT = "process-cut";
    PROCESS_RECORDED = "process-recorded";
    FILE_PRESENT = "file-present";
    FILE_RAN = "file-ran";
    FILE_RECORDED = "file-recorded";
    FILE_HASH = "file-hash";
    ACCOUNT_WROTE = "account-wrote";
    ACCOUNT_WRITTEN = "account-written";
    ACCOUNT_CALLED = "account-called";
    ACCOUNT_RECORDED = "account-recorded";
    ACCOUNT_PARTIAL = "account-partial";
    APP_INSTALLED = "app-installed";
    APP_PERMISSION = "app-permission";
    APP_RECORDED = "app-recorded";
    CERTIFICATE = "certificate";
    PROFILE = "profile";
    PROPERTY = "property";
    PATTERN = "pattern";
    DELETED = "deleted";
}

/// The message keys of the claim.
pub(crate) fn keys(found: &Match<'_>) -> Keys {
    use ObservableKind as Kind;
    let origin = found.origin;
    if found.whole_pattern {
        return PATTERN;
    }
    // That it was deleted says more than what it was, which is often uncertain.
    if origin == Origin::Deleted && !matches!(found.strength, Strength::Cut | Strength::Partial) {
        return DELETED;
    }
    match found.kind {
        Kind::Url | Kind::Host | Kind::Ip => match origin {
            Origin::Asked | Origin::Answered => network(found),
            Origin::Message if found.by_owner => LINK_SENT,
            Origin::Message => LINK_RECEIVED,
            Origin::History => LINK_VISITED,
            _ => LINK_RECORDED,
        },
        Kind::Process if found.strength == Strength::Cut => PROCESS_CUT,
        Kind::Process if origin == Origin::Running => PROCESS_RAN,
        Kind::Process => PROCESS_RECORDED,
        Kind::Path | Kind::FileName => match origin {
            Origin::Running => FILE_RAN,
            Origin::Files => FILE_PRESENT,
            _ => FILE_RECORDED,
        },
        Kind::FileHash => FILE_HASH,
        Kind::Email | Kind::Phone | Kind::Account => account(found),
        Kind::AppId => match origin {
            Origin::Apps | Origin::Files => APP_INSTALLED,
            Origin::Permission => APP_PERMISSION,
            _ => APP_RECORDED,
        },
        Kind::CertificateHash | Kind::CertificateOrganisation | Kind::CertificateName => {
            CERTIFICATE
        }
        Kind::ProfileId => PROFILE,
        Kind::AndroidProperty => PROPERTY,
    }
}

/// Fields of an answer that lead on from what was asked for; the others name what stands beside it.
const LEADING: [&str; 5] = ["name", "aliases", "services", "location", "other_sites"];
/// Those that only an answer has: in a record of a question and its answer they were not asked for.
const ANSWERED: [&str; 2] = ["location", "other_sites"];

fn network(found: &Match<'_>) -> Keys {
    let is_address = found.kind == ObservableKind::Ip;
    match found.origin {
        Origin::Asked if is_address => ADDRESS_REACHED,
        Origin::Asked if !ANSWERED.contains(&found.field) => NAME_ASKED,
        _ if is_address => ADDRESS_ANSWERED,
        _ if LEADING.contains(&found.field) => NAME_ANSWERED,
        _ => NAME_BESIDE,
    }
}

fn account(found: &Match<'_>) -> Keys {
    let other_party = matches!(found.field, "handle" | "sender" | "address" | "from" | "recipient");
    match found.origin {
        _ if found.strength == Strength::Partial => ACCOUNT_PARTIAL,
        Origin::Message if other_party && found.by_owner => ACCOUNT_WRITTEN,
        Origin::Message if other_party => ACCOUNT_WROTE,
        Origin::Calls => ACCOUNT_CALLED,
        _ => ACCOUNT_RECORDED,
    }
}

/// How much a match matters, and how sure it is, with the sentence that was chosen for it.
pub(crate) fn weigh(
    found: &Match<'_>,
    claim: Keys,
    indicators: &Indicators,
    entry: u32,
) -> (Severity, Confidence) {
    use ObservableKind as Kind;
    let severity = match (found.kind, found.strength) {
        (_, Strength::Cut) => Severity::Medium,
        (Kind::Phone | Kind::Account, Strength::Partial) => Severity::Medium,
        // What parents and companies use in the open is no sign of spying by itself.
        _ if indicators.is_dual_use(entry) => Severity::Medium,
        _ => Severity::High,
    };
    let severity = severity.min(most(claim, found.kind, indicators, entry));
    let unsure = found.by_owner
        || matches!(found.strength, Strength::Cut | Strength::Partial)
        || (found.kind == Kind::Ip && found.strength == Strength::Within)
        || is_weak_kind(found)
        || indicators.is_only_website(entry)
        || is_shared_platform(indicators, entry);
    (severity, if unsure { Confidence::Medium } else { Confidence::High })
}

/// The most that a match on a network can matter: many sites share an address, and what an answer names
/// beside what was asked for was not asked for.
fn most(claim: Keys, kind: ObservableKind, indicators: &Indicators, entry: u32) -> Severity {
    let is_shared = || kind == ObservableKind::Ip && is_shared_address(indicators, entry);
    match claim {
        ADDRESS_REACHED | ADDRESS_ANSWERED if is_shared() => Severity::Low,
        ADDRESS_REACHED | ADDRESS_ANSWERED => Severity::Medium,
        NAME_BESIDE => Severity::Low,
        _ => Severity::High,
    }
}

/// Names that anybody can give by accident.
const fn is_weak_kind(found: &Match<'_>) -> bool {
    use ObservableKind as Kind;
    !found.whole_pattern
        && matches!(
            found.kind,
            Kind::FileName | Kind::CertificateOrganisation | Kind::CertificateName
        )
}

/// Sites where anybody can put anything: listed as a whole, they say little. Sorted.
const SHARED: [&str; 48] = [
    "amazonaws.com",
    "apple.com",
    "bit.ly",
    "box.com",
    "cdn.discordapp.com",
    "cutt.ly",
    "discord.com",
    "discord.gg",
    "docs.google.com",
    "drive.google.com",
    "dropbox.com",
    "facebook.com",
    "gist.github.com",
    "github.com",
    "githubusercontent.com",
    "gmail.com",
    "goo.gl",
    "google.com",
    "icloud.com",
    "instagram.com",
    "is.gd",
    "lnkd.in",
    "mediafire.com",
    "medium.com",
    "mega.nz",
    "microsoft.com",
    "office.com",
    "outlook.com",
    "ow.ly",
    "pastebin.com",
    "raw.githubusercontent.com",
    "rb.gy",
    "rebrand.ly",
    "s3.amazonaws.com",
    "sharepoint.com",
    "storage.googleapis.com",
    "t.co",
    "t.me",
    "telegram.org",
    "tiny.cc",
    "tinyurl.com",
    "twitter.com",
    "wetransfer.com",
    "whatsapp.com",
    "wordpress.com",
    "x.com",
    "yahoo.com",
    "youtube.com",
];

fn is_shared_platform(indicators: &Indicators, entry: u32) -> bool {
    let Some(found) = indicators.store.entry(entry).filter(|e| e.space == Space::Host) else {
        return false;
    };
    let key = indicators.store.bytes(found.key);
    SHARED.binary_search_by(|name| name.as_bytes().cmp(key)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_platforms_are_sorted() {
        assert!(SHARED.is_sorted());
    }

    #[test]
    fn the_record_chooses_the_sentence() {
        let base = Match {
            origin: Origin::Message,
            field: "text",
            kind: ObservableKind::Host,
            strength: Strength::Exact,
            whole_pattern: false,
            by_owner: false,
        };
        let of = |change: &dyn Fn(&mut Match<'static>)| {
            let mut found = base;
            change(&mut found);
            keys(&found)[0].trim_start_matches("indicator-match-").to_owned()
        };
        use ObservableKind as Kind;
        assert_eq!(of(&|_| {}), "link-received");
        assert_eq!(of(&|m| m.by_owner = true), "link-sent");
        assert_eq!(keys(&base)[1], "indicator-match-link-received-stalkerware");
        assert_eq!(of(&|m| m.origin = Origin::History), "link-visited");
        assert_eq!(of(&|m| m.origin = Origin::Files), "link-recorded");
        assert_eq!(of(&|m| m.whole_pattern = true), "pattern");
        let kinds = [
            (Kind::Process, Origin::Running, "process-ran"),
            (Kind::Process, Origin::Permission, "process-recorded"),
            (Kind::Path, Origin::Running, "file-ran"),
            (Kind::FileName, Origin::Files, "file-present"),
            (Kind::Path, Origin::Other, "file-recorded"),
            (Kind::FileHash, Origin::Apps, "file-hash"),
            (Kind::Email, Origin::Calls, "account-called"),
            (Kind::Email, Origin::Other, "account-recorded"),
            (Kind::AppId, Origin::Apps, "app-installed"),
            (Kind::AppId, Origin::Files, "app-installed"),
            (Kind::AppId, Origin::Permission, "app-permission"),
            (Kind::AppId, Origin::Running, "app-recorded"),
            (Kind::CertificateHash, Origin::Other, "certificate"),
            (Kind::ProfileId, Origin::Other, "profile"),
            (Kind::AndroidProperty, Origin::Other, "property"),
            (Kind::Url, Origin::Deleted, "deleted"),
            (Kind::Host, Origin::Asked, "name-asked"),
            (Kind::Ip, Origin::Asked, "address-reached"),
            (Kind::Ip, Origin::Answered, "address-answered"),
            (Kind::Host, Origin::Answered, "name-beside"),
            (Kind::Email, Origin::Deleted, "deleted"),
        ];
        for (kind, origin, expected) in kinds {
            let chosen = of(&|m| {
                m.kind = kind;
                m.origin = origin;
            });
            assert_eq!(chosen, expected, "{kind:?} {origin:?}");
        }
        let cut = of(&|m| (m.kind, m.strength) = (Kind::Process, Strength::Cut));
        assert_eq!(cut, "process-cut");
        let partial = of(&|m| (m.kind, m.strength) = (Kind::Phone, Strength::Partial));
        assert_eq!(partial, "account-partial");
        let wrote = of(&|m| (m.kind, m.field) = (Kind::Phone, "handle"));
        assert_eq!(wrote, "account-wrote");
        let alias = of(&|m| (m.origin, m.field) = (Origin::Answered, "aliases"));
        assert_eq!(alias, "name-answered");
        let written = of(&|m| {
            (m.kind, m.field, m.by_owner) = (Kind::Phone, "handle", true);
        });
        assert_eq!(written, "account-written");
    }
}
