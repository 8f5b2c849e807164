//! What programs on computers asked of the phone.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};

use super::entry::Entry;

pub(super) static KIND: Kind = Kind {
    id: "ios.lockdownd_log.client",
    title: Text {
        en: "Requests of a program on a computer",
        fr: "Demandes d’un programme sur un ordinateur",
    },
    brief: &["client", "request", "times"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<HostClient>,
};

/// One sort of request of one program.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct HostClient {
    /// What the program calls itself.
    pub(crate) client: String,
    /// `read values`, `set values`, or the service that was started.
    pub(crate) request: String,
    /// The first time, in the phone's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// The last time, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// How many times.
    pub(crate) times: u64,
}

impl Record for HostClient {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let clock = Clock::LocalUnknownOffset;
        if let Some(at) = self.first {
            see(Stamp { at, means: "computer first asked", clock });
        }
        if let Some(at) = self.last {
            see(Stamp { at, means: "computer last asked", clock });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Most programs and requests that are told apart.
const MOST: usize = 20_000;

/// Requests met so far, in order of their first line.
#[derive(Default)]
pub(super) struct Clients {
    known: HashMap<(String, String), usize>,
    clients: Vec<(u64, HostClient)>,
    full: bool,
}

impl Clients {
    /// Takes over an entry; false where it is no request.
    pub(super) fn add(&mut self, line: u64, entry: &Entry<'_>, sink: &mut Sink<'_>) -> bool {
        let Some((client, request)) = request(entry.message) else { return false };
        let key = (client.to_owned(), request.to_owned());
        if let Some((_, known)) = self.known.get(&key).and_then(|at| self.clients.get_mut(*at)) {
            known.times = known.times.saturating_add(1);
            known.last = entry.at.or(known.last);
        } else if self.clients.len() < MOST {
            self.known.insert(key, self.clients.len());
            let (client, request) = (client.to_owned(), request.to_owned());
            let first = entry.at;
            self.clients.push((line, HostClient { client, request, first, last: None, times: 1 }));
        } else if !std::mem::replace(&mut self.full, true) {
            sink.problem(Locator::Line(line), "more than 20000 programs and requests");
        }
        true
    }

    /// Emits every request.
    pub(super) fn emit(self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        for (line, client) in self.clients {
            sink.emit(Locator::Line(line), &client)?;
        }
        Ok(())
    }
}

/// Reads `iTunes attempting to spawn com.apple.afc service.` and `… attempting to get [X]`.
fn request(message: &str) -> Option<(&str, &str)> {
    let (client, rest) = message.split_once(" attempting to ")?;
    if client.contains(' ') && client.len() > 100 {
        return None;
    }
    let (verb, what) = rest.split_once(' ')?;
    let request = match verb {
        "get" => "read values",
        "set" => "set values",
        "remove" => "remove values",
        "spawn" | "start" => what.trim_end_matches('.').trim_end_matches(" service"),
        _ => return None,
    };
    Some((client, request))
}
