//! Received attachments that lie in a folder for temporary files.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Attachment;

pub(crate) static ITEM: AttachmentInTmp = AttachmentInTmp;

pub(crate) struct AttachmentInTmp;

static META: DetectorMeta = DetectorMeta {
    id: "attachment_in_tmp",
    version: 1,
    title: Text {
        en: "Received attachment in a folder for temporary files",
        fr: "Pièce jointe reçue dans un dossier temporaire",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.sms.attachment"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://docs.mvt.re/en/latest/ios/records/#sms_attachments"],
};

impl Detector for AttachmentInTmp {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(AttachmentInTmp)
    }
}

/// Folders for temporary files.
const TEMPORARY: [&str; 2] = ["/private/var/tmp/", "/private/tmp/"];

impl Watch for AttachmentInTmp {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(attachment) = seen.record.as_a::<Attachment>() else { return };
        let Some(path) = attachment.path().filter(|_| !attachment.is_outgoing) else { return };
        if !TEMPORARY.iter().any(|folder| path.starts_with(folder)) || !path.ends_with("-1") {
            return;
        }
        out.push(Found {
            severity: Severity::Medium,
            confidence: Confidence::Medium,
            claim: Claim::new("attachment-in-tmp-received", [("path", &path)]),
            evidence: vec![seen.evidence("filename", &path)],
        });
    }
}
