//! Users and profiles of the phone: service `user`.
//!
//! User 0 is the owner; 10 and above are further users and work profiles, 95 and 999 copies of apps
//! (dual messenger, clone), 150 Samsung's secure folder. An app may be in one of them only.
//!
//! ```text
//!   UserInfo{10:Work profile:1030} serialNo=10 isPrimary=false parentId=0 (running)
//!     Type: android.os.usertype.profile.MANAGED
//!     Flags: 4144 (INITIALIZED|MANAGED_PROFILE|PROFILE)
//!     State: RUNNING_UNLOCKED
//!     Created: +12d3h4m5s6ms ago
//!     Last logged in: +1h2m3s4ms ago
//!     Restrictions:
//!       no_install_unknown_sources
//! ```
//!
//! Ages are brought to instants with the date of the dump.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/UserManagerService.java>.

mod user;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::user::User;

pub(crate) static ITEM: Users = Users;

pub(crate) struct Users;

static META: ParserMeta = ParserMeta {
    id: "users",
    title: Text { en: "Users and profiles of the phone", fr: "Utilisateurs et profils du téléphone" },
    reads: &["/dumpsys/user", "/dumpsys/*/user"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&user::KIND],
    means: &[
        Text { en: "user or profile created", fr: "utilisateur ou profil créé" },
        Text { en: "user or profile last opened", fr: "utilisateur ou profil ouvert pour la dernière fois" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/UserManagerService.java",
    ],
};

impl Parser for Users {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut reading = user::Reading::of(input);
        each_line_of(input, |line| reading.line(&line, sink))?;
        reading.end(sink)
    }
}
