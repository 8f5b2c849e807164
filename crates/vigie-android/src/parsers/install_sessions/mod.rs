//! How apps came onto the phone: sessions of installation in service `package`.
//!
//! `PackageInstallerService` prints sessions that are open and, for some time, those that ended, with who
//! asked for them: a store, the browser, `com.android.shell` (adb). One block per session, pairs of
//! `key=value` on several lines; instants in milliseconds since 1970.
//!
//! ```text
//! Active install sessions:
//!   Session 1234:
//!     userId=0 mOriginalInstallerUid=2000 mOriginalInstallerPackageName=com.android.shell …
//!     createdMillis=1700000000000 updatedMillis=… committedMillis=…
//!     mode=1 installFlags=0x… appPackageName=com.example …
//! Historical install sessions:
//! ```
//!
//! Lines are broken after 120 signs, inside a word where it has to be: a line that was broken at its
//! end has a space there. Newer versions head blocks `Active Session 1:`, `Finalized Child Session 2:`.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/PackageInstallerSession.java>.

mod session;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::session::Session;

pub(crate) static ITEM: InstallSessions = InstallSessions;

pub(crate) struct InstallSessions;

static META: ParserMeta = ParserMeta {
    id: "install_sessions",
    title: Text { en: "Installations of apps and who asked for them", fr: "Installations d’apps et leur demandeur" },
    reads: &["/dumpsys/package", "/dumpsys/*/package"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&session::KIND],
    means: &[
        Text { en: "installation begun", fr: "installation commencée" },
        Text { en: "installation committed", fr: "installation validée" },
    ],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/PackageInstallerSession.java",
    ],
};

impl Parser for InstallSessions {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut sessions = session::Sessions::default();
        each_line_of(input, |line| sessions.line(&line, sink))?;
        sessions.end(sink)
    }
}
