//! One session, gathered from the lines of its block.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::lines::Line;

use crate::section::{indent, value_of};

pub(super) static KIND: Kind = Kind {
    id: "android.install_sessions.session",
    title: Text { en: "Installation of an app", fr: "Installation d’une app" },
    brief: &["package", "installer", "initiating"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Session>,
};

/// Bytes of one block that are kept.
const MOST_OF_BLOCK: usize = 256 << 10;

/// An installation.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Number of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) session: Option<i64>,
    /// False where it ended before the dump.
    pub(crate) active: bool,
    /// App that is installed; absent where the installer did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// App that is on record as installer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// User id of the installer; 2000 is adb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer_uid: Option<i64>,
    /// App that asked for the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) initiating: Option<String>,
    /// App that the file came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) originating: Option<String>,
    /// Address that the file came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) originating_uri: Option<String>,
    /// Page that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) referrer: Option<String>,
    /// Where the file came from: 0 not said, 1 other, 2 store, 3 local file, 4 downloaded file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<i64>,
    /// For which user of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// Flags of the installation, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) flags: Option<String>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was committed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) committed: Option<Time>,
    /// Where its files stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stage: Option<String>,
    /// Error that it ended with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

impl Session {
    /// Reads the pairs of a block.
    fn read(number: &str, active: bool, text: &str) -> Self {
        let said = |key| value_of(text, key).filter(|value| !value.is_empty() && *value != "null");
        let owned = |key| said(key).map(str::to_owned);
        let millis = |key| {
            let millis: i64 = said(key)?.parse().ok()?;
            Time::from_unix_micros(millis.checked_mul(1000)?).filter(|_| millis > 0)
        };
        let installer = owned("installerPackageName").or_else(|| owned("mInstallerPackageName"));
        Self {
            session: number.parse().ok(),
            active,
            package: owned("appPackageName").or_else(|| owned("mPackageName")),
            installer: installer.or_else(|| owned("mOriginalInstallerPackageName")),
            installer_uid: said("mOriginalInstallerUid")
                .or_else(|| said("mInstallerUid"))
                .or_else(|| said("installerUid"))
                .and_then(|uid| uid.parse().ok()),
            initiating: owned("installInitiatingPackageName")
                .or_else(|| owned("mInitiatingPackageName")),
            originating: owned("installOriginatingPackageName")
                .or_else(|| owned("mOriginatingPackageName")),
            originating_uri: owned("originatingUri"),
            referrer: owned("referrerUri"),
            source: said("packageSource").and_then(|source| source.parse().ok()),
            user: said("userId").and_then(|user| user.parse().ok()),
            flags: owned("installFlags"),
            created: millis("createdMillis"),
            committed: millis("committedMillis"),
            stage: owned("stageDir").or_else(|| owned("mStageDir")),
            error: said("mSessionErrorCode").filter(|code| *code != "0").map(str::to_owned),
        }
    }
}

impl Record for Session {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "installation begun"));
        }
        if let Some(at) = self.committed {
            see(Stamp::utc(at, "installation committed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, package) in [
            ("package", &self.package),
            ("installer", &self.installer),
            ("initiating", &self.initiating),
            ("originating", &self.originating),
        ] {
            if let Some(package) = package {
                see(field, Observable::AppId(package));
            }
        }
        for (field, uri) in [("originating_uri", &self.originating_uri), ("referrer", &self.referrer)] {
            if let Some(uri) = uri {
                see(field, Observable::Url(uri));
            }
        }
        if let Some(stage) = &self.stage {
            see("stage", Observable::Path(stage));
        }
    }
}

/// The session that is being read.
#[derive(Default)]
pub(super) struct Sessions {
    /// Inside a list of sessions, whether it is that of open ones.
    list: Option<bool>,
    open: Option<(u64, String, String)>,
    /// Whether the last line may go on in the next word.
    wrapped: bool,
    /// Whether it was as long as lines can be.
    full: bool,
}

/// From this length on, a line may have been broken inside a word.
const WIDTH: usize = 116;

impl Sessions {
    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if depth == 0 && !text.is_empty() {
            self.end(sink)?;
            let name = text.strip_suffix(" install sessions:");
            self.list = name.map(|name| name == "Active");
            return Ok(());
        }
        if self.list.is_none() {
            return Ok(());
        }
        // `Session 1:`, `Active Session 1:`, `Finalized Child Session 1:`.
        let number = text.strip_suffix(':').and_then(|text| text.rsplit_once("Session "));
        let number = number.map(|(_, number)| number);
        let is_number = |number: &&str| number.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = number.filter(is_number) {
            self.end(sink)?;
            self.open = Some((line.number, number.to_owned(), String::new()));
        } else if let Some((_, _, block)) = &mut self.open
            && block.len() < MOST_OF_BLOCK
        {
            if !self.wrapped || text.split(' ').next().is_some_and(|word| word.contains('=') && !self.full) {
                block.push(' ');
            }
            block.push_str(text);
            // The service breaks its lines after 120 signs, inside a word where it must.
            self.wrapped = !line.text.ends_with(' ');
            self.full = line.text.len() >= WIDTH;
        }
        Ok(())
    }

    /// Emits the session at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.wrapped = false;
        let Some((at, number, block)) = self.open.take() else { return Ok(()) };
        let session = Session::read(&number, self.list == Some(true), &block);
        sink.emit(Locator::Line(at), &session)
    }
}
