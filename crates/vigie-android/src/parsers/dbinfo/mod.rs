//! Databases that running processes have open, and their last statements: service `dbinfo`.
//!
//! Each process is asked by the dump for its pools of connections; a connection remembers its last
//! twenty statements.
//!
//! ```text
//! ** Database info for pid 8817 [com.example] **
//! Connection pool for /data/user/0/com.example/databases/a.db:
//!     Connection #0:
//!       Most recently executed operations:
//!         0: [2026-11-24 12:21:44.097] [Pid:(0)]executeForLong took 2ms - succeeded, sql="…", path=/data/…
//! ```
//!
//! `[Pid:(…)]` and `path=` are absent in some versions. Times are wall time.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/database/sqlite/SQLiteConnection.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::names::{each_process_name, is_package};
use crate::section::{cut, indent};
use crate::zone::Zone;

pub(crate) static ITEM: Dbinfo = Dbinfo;

pub(crate) struct Dbinfo;

/// Bytes of a statement that are kept.
const MOST_OF_SQL: usize = 2000;

static META: ParserMeta = ParserMeta {
    id: "dbinfo",
    title: Text { en: "Last statements on open databases", fr: "Dernières requêtes sur les bases ouvertes" },
    reads: &["/dumpsys/dbinfo", "/dumpsys/*/dbinfo"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[Text { en: "statement executed", fr: "requête exécutée" }],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/database/sqlite/SQLiteConnection.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.dbinfo.operation",
    title: Text { en: "Statement on a database", fr: "Requête sur une base de données" },
    brief: &["path", "action", "sql"],
    personal: &["sql"],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Operation>,
};

impl Parser for Dbinfo {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let zone = Zone::of(input);
        let mut operation = Operation { clock: Some(zone.clock()), ..Operation::default() };
        let mut inside = false;
        each_line_of(input, |line| {
            let (_, text) = indent(line.text);
            if text == "Most recently executed operations:" {
                inside = true;
            } else if operation.read(text, &zone) {
                if inside {
                    return sink.emit(Locator::Line(line.number), &operation);
                }
            } else if heading(text, &mut operation) {
                inside = false;
            } else if inside && starts_one(text) {
                problem(&line, sink);
            }
            Ok(())
        })
    }
}

fn problem(line: &Line<'_>, sink: &mut Sink<'_>) {
    sink.problem(Locator::Line(line.number), "expected a time in brackets, an action and “took”");
}

/// Whether a line starts as an operation does: `0: [`.
fn starts_one(text: &str) -> bool {
    text.split_once(": [").is_some_and(|(number, _)| number.parse::<u32>().is_ok())
}

/// Reads what names the process, the pool and the connection of the operations below.
fn heading(text: &str, operation: &mut Operation) -> bool {
    if let Some(rest) = text.strip_prefix("** Database info for pid ") {
        let (pid, name) = rest.split_once(" [").unwrap_or((rest, ""));
        operation.process_id = pid.trim().parse().ok();
        operation.process = name.split(']').next().filter(|name| !name.is_empty()).map(str::to_owned);
        operation.pool = None;
    } else if let Some(path) = text.strip_prefix("Connection pool for ") {
        operation.pool = Some(path.strip_suffix(':').unwrap_or(path).to_owned());
    } else if let Some(number) = text.strip_prefix("Connection #") {
        operation.connection = number.trim_end_matches(':').parse().ok();
        operation.primary = None;
    } else if let Some(primary) = text.strip_prefix("isPrimaryConnection: ") {
        operation.primary = Some(primary == "true");
    } else {
        return false;
    }
    true
}

/// A statement that was executed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Operation {
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whose clock wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
    /// Name of the process whose pool it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// Id of that process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process_id: Option<i64>,
    /// Id of the process that asked for the statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// Path of the pool's database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pool: Option<String>,
    /// Number of the connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) connection: Option<i64>,
    /// Whether it is the one that may write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) primary: Option<bool>,
    /// What was done: `executeForCursorWindow`, `prepare`…
    pub(crate) action: String,
    /// Milliseconds it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) took_ms: Option<i64>,
    /// How it ended: `succeeded`.
    pub(crate) status: String,
    /// The statement.
    pub(crate) sql: String,
    /// Path of the database, as the statement has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
}

impl Operation {
    /// Reads `0: [2026-11-24 12:21:44.097] [Pid:(0)]prepare took 2ms - succeeded, sql="…", path=/…`;
    /// false where the line is none.
    fn read(&mut self, text: &str, zone: &Zone) -> bool {
        if !starts_one(text) {
            return false;
        }
        let Some((date, rest)) = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')) else {
            return false;
        };
        let rest = rest.trim_start();
        let (pid, rest) = match rest.strip_prefix("[Pid:(").and_then(|rest| rest.split_once(")]")) {
            Some((pid, rest)) => (pid.parse().ok(), rest),
            None => (None, rest),
        };
        let Some((action, rest)) = rest.split_once(" took ") else { return false };
        let (took, rest) = rest.split_once("ms").unwrap_or(("", rest));
        let (status, rest) = rest.trim_start_matches([' ', '-']).split_once(',').unwrap_or((rest, ""));
        // A statement may hold anything, what follows it may not.
        let (sql, path) = match rest.rsplit_once(", path=") {
            Some((sql, path)) => (sql, Some(path)),
            None => (rest, None),
        };
        let sql = sql.trim().strip_prefix("sql=\"").unwrap_or("");
        let sql = sql.strip_suffix('"').unwrap_or(sql);
        self.at = zone.time(date);
        self.pid = pid;
        action.trim().clone_into(&mut self.action);
        self.took_ms = took.parse().ok();
        status.trim().clone_into(&mut self.status);
        cut(sql, MOST_OF_SQL).clone_into(&mut self.sql);
        self.path = path.map(str::to_owned);
        true
    }
}

impl Record for Operation {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some((at, clock)) = self.at.zip(self.clock) {
            see(Stamp { at, means: "statement executed", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(process) = &self.process {
            each_process_name(process, |name| see("process", name));
        }
        let path = self.path.as_deref().or(self.pool.as_deref()).unwrap_or("");
        if path.starts_with('/') {
            see("path", Observable::Path(path));
        }
        for part in path.split('/').filter(|part| is_package(part)) {
            see("path", Observable::AppId(part));
        }
    }
}
