//! What ran, and when: the history of service `batterystats`.
//!
//! `BatteryStatsService` notes what could use power since the last full charge or start: jobs, apps in
//! front, processes, alarms, locks that keep the phone awake, and apps that come and go.
//!
//! ```text
//! Battery History (0% used, …):
//!                     0 (19) RESET:TIME: 2026-11-22-17-30-01
//!             +47s645ms (2) 100 +job=u0a94:"com.example/.Job"
//!       +1h26m18s315ms (2) 095 +top=u0a280:"com.example" +wake_lock=u0a12:"*walarm*:com.example/.Wake"
//! ```
//!
//! Times are counted from the anchors `RESET:TIME` and `TIME`, which are wall time; newer versions write
//! `11-24 10:40:12.123` in each line, without the year, which the anchors or the date of the dump give.
//! WorkManager puts `@name@` in front of its jobs.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java>.

mod event;
mod history;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::event::Event;

pub(crate) use self::event::What;

pub(crate) static ITEM: BatteryHistory = BatteryHistory;

pub(crate) struct BatteryHistory;

static META: ParserMeta = ParserMeta {
    id: "battery_history",
    title: Text { en: "What ran since the last charge", fr: "Ce qui a tourné depuis la dernière charge" },
    reads: &["/dumpsys/batterystats", "/dumpsys/*/batterystats"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&event::KIND, &event::CHANGE],
    means: &[
        Text { en: "job started", fr: "tâche lancée" },
        Text { en: "job ended", fr: "tâche terminée" },
        Text { en: "app in front", fr: "app au premier plan" },
        Text { en: "app no longer in front", fr: "app quittant le premier plan" },
        Text { en: "process started", fr: "processus lancé" },
        Text { en: "process ended", fr: "processus terminé" },
        Text { en: "phone kept awake or woken", fr: "téléphone maintenu éveillé ou réveillé" },
        Text { en: "phone no longer kept awake", fr: "téléphone plus maintenu éveillé" },
        Text { en: "synchronisation started", fr: "synchronisation lancée" },
        Text { en: "synchronisation ended", fr: "synchronisation terminée" },
        Text { en: "app installed", fr: "app installée" },
        Text { en: "app removed", fr: "app supprimée" },
    ],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java",
    ],
};

impl Parser for BatteryHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut history = history::History::of(input);
        each_line_of(input, |line| history.line(&line, sink))
    }
}
