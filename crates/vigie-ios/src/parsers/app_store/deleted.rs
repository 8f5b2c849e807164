//! Apps that the installer noted as deleted.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist;

pub(super) static KIND: Kind = Kind {
    id: "ios.app_store.deleted",
    title: Text { en: "App that was deleted", fr: "App qui a été supprimée" },
    brief: &["bundle_id"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Deleted>,
};

/// An app that was deleted.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Deleted {
    /// Its id.
    pub(crate) bundle_id: String,
    /// When it was last deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
}

impl Record for Deleted {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "app deleted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("bundle_id", Observable::AppId(&self.bundle_id));
        see("bundle_id", Observable::Process(&self.bundle_id));
    }
}

/// Emits the apps in `UninstalledApplications.plist`: a date by id.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
    let fields = root.as_ref().and_then(plist::Value::as_dictionary);
    for (id, value) in fields.into_iter().flat_map(|fields| fields.iter()) {
        let at = value.as_time().or_else(|| {
            let fields = value.as_dictionary()?;
            fields.values().find_map(plist::Value::as_time)
        });
        let place = Locator::Key(id.to_owned());
        if at.is_none() {
            sink.problem(place.clone(), "expected a date");
        }
        sink.emit(place, &Deleted { bundle_id: id.to_owned(), at })?;
    }
    damage.map_or(Ok(()), Err)
}
