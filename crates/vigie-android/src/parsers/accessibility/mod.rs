//! Accessibility services, as service `accessibility` prints them.
//!
//! Such a service reads the screen and can press its buttons: people with disabilities need it, spyware
//! asks for it. One block per user of the phone; lists of services that are installed, enabled, being
//! bound, bound and crashed. Samsung writes one component a line, `0 : package/Service`; AOSP one
//! list a line, from Android 11 `{{package/Service}, …}`, from 14 with `(A11yTool)` behind tools for
//! people with disabilities and, in newer versions, only the number of installed ones.
//!
//! ```text
//! User state[
//!      attributes:{id=0, touchExplorationEnabled=false, …, installedServiceCount=3}
//!      Bound services:{Service[label=Example, feedbackType[…], …]}
//!      Enabled services:{{com.example/com.example.Assist}}
//!      Crashed services:{}
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/accessibility/java/com/android/server/accessibility/AccessibilityUserState.java>.

mod service;
mod states;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::service::Service;

pub(crate) static ITEM: Accessibility = Accessibility;

pub(crate) struct Accessibility;

static META: ParserMeta = ParserMeta {
    id: "accessibility",
    title: Text { en: "Accessibility services", fr: "Services d’accessibilité" },
    reads: &["/dumpsys/accessibility", "/dumpsys/*/accessibility"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&service::KIND, &service::COUNT],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/accessibility/java/com/android/server/accessibility/AccessibilityUserState.java",
    ],
};

impl Parser for Accessibility {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut states = states::States::default();
        each_line_of(input, |line| states.line(&line, sink))?;
        states.end(sink)
    }
}
