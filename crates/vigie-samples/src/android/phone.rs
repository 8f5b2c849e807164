//! The phone and its apps.

use super::apps::{self, App};
use super::vendor::Make;
use super::{Answers, Plan, Plant, Planted};
use crate::plant::Sign;
use crate::{Moment, Rng};

/// The zone of every phone here: one hour before UTC, summer and winter.
pub(crate) const ZONE: &str = "Africa/Lagos";
const OFFSET: i64 = 3_600;

/// When evidence was taken: 2026-10-20 08:30:00 UTC.
pub(crate) const TAKEN: Moment = Moment::from_unix(1_792_485_000);

/// A phone.
#[derive(Debug)]
pub(crate) struct Phone<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) make: Make,
    pub(crate) apps: Vec<App>,
}

impl<'a> Phone<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let make = Make::of(plan.vendor, plan.android);
        Self { plan, make, apps: apps::of(plan, &make) }
    }

    /// The random numbers of one part.
    pub(crate) fn rng(&self, part: &str) -> Rng {
        Rng::part(self.plan.seed, part)
    }

    /// An answer key without any trace yet.
    pub(crate) fn answers(&self) -> Answers {
        Answers {
            seed: self.plan.seed,
            device: format!(
                "{} {}, Android {}",
                self.make.manufacturer(),
                self.make.model,
                self.make.android
            ),
            ..Answers::default()
        }
    }

    /// One of its apps.
    pub(crate) fn app(&self, number: u64) -> &App {
        let count = u64::try_from(self.apps.len()).unwrap_or(1).max(1);
        let at = usize::try_from(number % count).unwrap_or(0);
        // There are always apps: see `apps::of`.
        self.apps.get(at).unwrap_or_else(|| apps::android())
    }
}

/// What an answer key says of `plant`, without its place.
pub(crate) fn note(plant: Plant) -> Planted {
    let (indicator, rule) = match plant.sign() {
        Sign::Indicator(kind, value) => (Some((kind.path().to_owned(), value.to_owned())), None),
        Sign::Rule(rule) => (None, Some(rule.to_owned())),
    };
    Planted {
        plant: plant.id().to_owned(),
        about: plant.about().to_owned(),
        indicator,
        rule,
        seen_by_mvt: plant.seen_by_mvt(),
        ..Planted::default()
    }
}

/// `2026-10-20 09:30:00` on the phone's own clock.
pub(crate) fn local(moment: Moment) -> String {
    let [year, month, day, hour, minute, second] = moment.plus(OFFSET).fields();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// `2026-10-20 09:30:00.123` on the phone's own clock.
pub(crate) fn local_millis(moment: Moment) -> String {
    format!("{}.{:03}", local(moment), moment.0.rem_euclid(1_000_000) / 1000)
}

/// `10-20 09:30:00.123` on the phone's own clock.
pub(crate) fn local_short(moment: Moment) -> String {
    local_millis(moment).split_off(5)
}

/// `2026-10-20-09-30-00` on the phone's own clock.
pub(crate) fn local_dashed(moment: Moment) -> String {
    local(moment).replace([' ', ':'], "-")
}

/// `1d2h3m4s5ms`, as `TimeUtils` writes durations, without sign.
pub(crate) fn span(millis: i64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3600 % 24, "h"),
        (seconds / 60 % 60, "m"),
        (seconds % 60, "s"),
    ];
    let mut text = String::new();
    for (count, unit) in parts {
        if count > 0 || !text.is_empty() {
            text.push_str(&format!("{count}{unit}"));
        }
    }
    text + &format!("{millis}ms")
}
