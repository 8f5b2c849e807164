//! Bytes that a process sent and received in all.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::plist::Value;

use crate::process_names::each_process_name;

pub(super) static KIND: Kind = Kind {
    id: "ios.os_analytics_ad_daily.baseline",
    title: Text {
        en: "Network use of a process in all",
        fr: "Usage total du réseau par un processus",
    },
    brief: &["package", "wifi_in", "wifi_out", "wwan_in", "wwan_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Baseline>,
};

/// Bytes that a process sent and received in all.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Baseline {
    /// Name of the process, or `PROCESS/APP` where it worked for an app.
    pub(crate) package: String,
    /// When that was totalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Bytes received over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_in: Option<i64>,
    /// Bytes sent over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_out: Option<i64>,
    /// Bytes received over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wwan_in: Option<i64>,
    /// Bytes sent over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wwan_out: Option<i64>,
}

impl Record for Baseline {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "network use of the process totalled"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        each_process_name(&self.package, |value| see("package", value));
    }
}

/// Emits the totals of every process.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(processes) = root.as_dictionary() else {
        sink.problem(Locator::Key("netUsageBaseline".into()), "expected a dictionary");
        return Ok(());
    };
    for (package, value) in processes.iter() {
        let at = Locator::Key(format!("netUsageBaseline/{package}"));
        let Some(values) = value.as_array() else {
            sink.problem(at, "expected a list of a date and four numbers");
            continue;
        };
        let baseline = baseline(package, values);
        if baseline.at.is_none() || baseline.wwan_out.is_none() {
            sink.problem(at.clone(), "expected a list of a date and four numbers");
        }
        sink.emit(at, &baseline)?;
    }
    Ok(())
}

fn baseline(package: &str, values: &[Value]) -> Baseline {
    let bytes = |at: usize| values.get(at).and_then(whole);
    Baseline {
        package: package.to_owned(),
        at: values.first().and_then(Value::as_time),
        wifi_in: bytes(1),
        wifi_out: bytes(2),
        wwan_in: bytes(3),
        wwan_out: bytes(4),
    }
}

/// A number of bytes, which is stored with a fraction on most versions.
#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate, which is wanted")]
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().filter(|bytes| bytes.is_finite()).map(|b| b.round() as i64))
}
