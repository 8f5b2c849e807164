//! The layout up to Android 9: XML.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::abx::Element;

use super::Interval;
use super::event::{self, Event};
use super::sum::Sum;
use crate::xml_file::{self, integer, text};

pub(super) fn read(
    input: &Input<'_>,
    interval: &Interval<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let elements = xml_file::read(input, sink)?;
    for root in &elements {
        for package in root.children_named("packages").flat_map(|all| all.children_named("package")) {
            let at = Locator::Byte(package.offset());
            match sum(package, interval) {
                Some(sum) => sink.emit(at, &sum)?,
                None => sink.problem(at, "expected the name of a package"),
            }
        }
        for one in root.children_named("event-log").flat_map(|log| log.children_named("event")) {
            let at = Locator::Byte(one.offset());
            match event(one, interval) {
                Some(event) => sink.emit(at, &event)?,
                None => sink.problem(at, "expected an event with its package and type"),
            }
        }
    }
    Ok(())
}

fn sum(element: &Element, interval: &Interval<'_>) -> Option<Sum> {
    Some(Sum {
        package: Some(text(element, "package")?),
        user: interval.user,
        interval: interval.name.map(str::to_owned),
        begins: interval.time(0),
        total_ms: integer(element, "timeActive"),
        launches: integer(element, "appLaunchCount"),
        used: integer(element, "lastTimeActive").and_then(|offset| interval.time(offset)),
        ..Sum::default()
    })
}

fn event(element: &Element, interval: &Interval<'_>) -> Option<Event> {
    Some(Event {
        package: Some(text(element, "package")?),
        event: event::name(integer(element, "type")?),
        class: text(element, "class"),
        user: interval.user,
        interval: interval.name.map(str::to_owned),
        at: integer(element, "time").and_then(|offset| interval.time(offset)),
        detail: text(element, "shortcutId").or_else(|| text(element, "notificationChannel")),
        ..Event::default()
    })
}
