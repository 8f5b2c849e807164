//! Usage statistics as they are stored: which app was used when, by the day, week, month and year.
//!
//! One file an interval, called after the millisecond since 1970 at which it begins; times inside count
//! from there. XML up to Android 9; Protocol Buffers with a pool of texts in Android 10; since Android 11
//! Protocol Buffers whose numbers stand for texts in the file `mappings`. What happened before the owner
//! unlocked the phone is kept aside with texts and whole times (`pendingevents_…`), as is the last use of
//! each app over all users (`globalcomponentusage`). Rows of apps that are gone live for days to years.
//!
//! Source: [`usagestatsservice_v2.proto`], `usagestatsservice.proto` beside it and
//! `UsageStatsXmlV1.java` of the Android Open Source Project.
//!
//! [`usagestatsservice_v2.proto`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/usagestatsservice_v2.proto

use vigie_core::{
    EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions,
};
use vigie_formats::abx;

use crate::names::file_name;
use crate::xml_file;

mod event;
mod plain;
mod sum;
mod tokens;
mod with_pool;
mod xml;

pub(crate) static ITEM: UsageIntervals = UsageIntervals;

pub(crate) struct UsageIntervals;

static META: ParserMeta = ParserMeta {
    id: "usage_intervals",
    title: Text {
        en: "Use of apps as it is stored",
        fr: "Utilisation des applications telle qu’elle est conservée",
    },
    reads: &[
        "/data/system_ce/*/usagestats/daily/*",
        "/data/system_ce/*/usagestats/weekly/*",
        "/data/system_ce/*/usagestats/monthly/*",
        "/data/system_ce/*/usagestats/yearly/*",
        "/data/system/usagestats/*/daily/*",
        "/data/system/usagestats/*/weekly/*",
        "/data/system/usagestats/*/monthly/*",
        "/data/system/usagestats/*/yearly/*",
        "/data/system_de/*/usagestats/pendingevents_*",
        "/data/system/usagestats/globalcomponentusage",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&event::KIND, &sum::KIND],
    means: &[
        Text { en: "app came to the front", fr: "app passée au premier plan" },
        Text { en: "app left the front", fr: "app quittant le premier plan" },
        Text { en: "app active", fr: "app active" },
        Text { en: "phone started", fr: "téléphone démarré" },
        Text { en: "phone shut down", fr: "téléphone éteint" },
        Text { en: "app last used", fr: "app utilisée pour la dernière fois" },
        Text { en: "app last seen", fr: "app vue pour la dernière fois" },
        Text { en: "service of an app last used", fr: "service d’une app utilisé pour la dernière fois" },
        Text { en: "part of an app last used", fr: "partie d’une app utilisée pour la dernière fois" },
    ],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/usagestatsservice_v2.proto",
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/usagestatsservice.proto",
    ],
};

/// What the path of a file says.
struct Interval<'a> {
    /// `daily`, `weekly`, `monthly`, `yearly`; nothing for what is kept aside.
    name: Option<&'a str>,
    /// When it begins, in milliseconds since 1970.
    begins: i64,
    /// The user, 0 being the first.
    user: Option<u32>,
}

impl Parser for UsageIntervals {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let user = xml_file::user(input.path);
        let (folder, file) = input.path.rsplit_once('/').unwrap_or(("", input.path));
        let name = file_name(folder);
        if !matches!(name, "daily" | "weekly" | "monthly" | "yearly") {
            return plain::read(&bytes, user, sink);
        }
        let digits = file.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        let Ok(begins) = digits.parse() else {
            let wanted = "a name that begins with the milliseconds at which the interval begins";
            return Err(Stop::malformed("file name", 0, wanted));
        };
        let interval = Interval { name: Some(name), begins, user };
        if abx::looks_like_one(&bytes) {
            return xml::read(input, &interval, sink);
        }
        if with_pool::is_one(&bytes) {
            return with_pool::read(&bytes, &interval, sink);
        }
        let mappings = folder.strip_suffix(name).unwrap_or(folder);
        tokens::read(&bytes, &interval, input, mappings, sink)
    }
}

impl Interval<'_> {
    /// A time that counts from the beginning; nothing where that is 1970, which stands for never.
    fn time(&self, offset: i64) -> Option<vigie_core::Time> {
        let millis = self.begins.checked_add(offset).filter(|millis| *millis > 0)?;
        crate::fields::time(millis, 1_000)
    }
}
