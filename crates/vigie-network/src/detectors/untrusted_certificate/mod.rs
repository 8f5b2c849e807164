//! Certificates that no public root vouches for, or that are for another name.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Time, Watch, wording,
};

use crate::certificates::{Judgement, Trust};
use crate::detectors::group::{Group, Groups};

pub(crate) static ITEM: UntrustedCertificate = UntrustedCertificate;

pub(crate) struct UntrustedCertificate;

static META: DetectorMeta = DetectorMeta {
    id: "untrusted_certificate",
    version: 1,
    title: Text {
        en: "Certificates of public sites that no public root vouches for",
        fr: "Certificats de sites publics qu’aucune racine publique ne garantit",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-02", "TLS-03", "TLS-07"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc5280"],
};

impl Detector for UntrustedCertificate {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Captures from before this day are judged by roots that are too new for them.
const ROOTS_TELL_FROM: &str = "2021-01-01";

#[derive(Default)]
struct Watching {
    untrusted: Groups<(String, Why)>,
    other_name: Groups<String>,
    at_home: Groups<()>,
    /// Names for which a trusted certificate was shown as well.
    trusted: BTreeSet<String>,
    old: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Private,
    SelfSigned,
    Incomplete,
}

/// Most names that are remembered as trusted.
const MOST_TRUSTED: usize = 50_000;

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        if chain.reader.is_some() {
            return;
        }
        self.old |= chain.at.zip(Time::parse(ROOTS_TELL_FROM)).is_some_and(|(at, from)| at < from);
        let Some(name) = &chain.server_name else { return };
        let why = match chain.trust {
            Trust::Public => return self.trusted(seen, chain, name),
            Trust::SelfSigned if !chain.public => {
                return self.at_home.add((), seen, "server_name", name, name);
            }
            Trust::Private => Why::Private,
            Trust::SelfSigned => Why::SelfSigned,
            Trust::Incomplete => Why::Incomplete,
            Trust::Unknown => return,
        };
        if chain.public {
            self.untrusted.add((name.clone(), why), seen, "issuer", &chain.issuer, &chain.issuer);
            if chain.name_matches == Some(false) {
                self.other_name.add(name.clone(), seen, "subject", &chain.subject, &chain.subject);
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let mut mismatched: BTreeMap<String, Group> = self.other_name.take().collect();
        for ((name, why), group) in self.untrusted.take() {
            let was_trusted = self.trusted.contains(&name);
            let (mut severity, key) = match (why, was_trusted) {
                (Why::Incomplete, false) => (Severity::Info, "untrusted-certificate-incomplete"),
                (_, true) => (Severity::High, "untrusted-certificate-once-trusted"),
                (Why::Private, _) => (Severity::Medium, "untrusted-certificate-private"),
                (Why::SelfSigned, _) => (Severity::Medium, "untrusted-certificate-self-signed"),
            };
            if self.old && !was_trusted {
                severity = severity.min(Severity::Low);
            }
            let mut codes = vec![if why == Why::SelfSigned { "TLS-03" } else { "TLS-02" }];
            if was_trusted && why == Why::SelfSigned {
                codes.insert(0, "TLS-02");
            }
            if mismatched.remove(&name).is_some() {
                codes.push("TLS-07");
            }
            let confidence = if was_trusted { Confidence::Medium } else { Confidence::Low };
            out.push(group.found(severity, confidence, key, &codes.join(", "), &[("site", &name)]));
        }
        for (name, group) in mismatched {
            let key = "untrusted-certificate-other-name";
            out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-07", &[("site", &name)]));
        }
        for ((), group) in self.at_home.take() {
            let key = "untrusted-certificate-at-home";
            out.push(group.found(Severity::Info, Confidence::High, key, "TLS-03", &[]));
        }
    }
}

impl Watching {
    fn trusted(&mut self, seen: &Seen<'_>, chain: &Judgement, name: &str) {
        if chain.name_matches == Some(false) {
            if chain.public {
                self.other_name.add(name.to_owned(), seen, "subject", &chain.subject, &chain.subject);
            }
        } else if self.trusted.len() < MOST_TRUSTED {
            self.trusted.insert(name.to_owned());
        }
    }
}
