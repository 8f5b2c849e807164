//! The lists of services, line by line.

use vigie_core::{Locator, Sink, Stop};
use vigie_formats::lines::Line;

use super::service::{Count, Service};
use crate::section::{component, indent, user, value_of};

/// Services of one user that are kept.
const MOST_SERVICES: usize = 10_000;

/// What a list says of its services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Installed,
    Enabled,
    Binding,
    Bound,
    Crashed,
}

const STATES: [(&str, State); 6] = [
    ("services", State::Bound),
    ("installed services", State::Installed),
    ("enabled services", State::Enabled),
    ("binding services", State::Binding),
    ("bound services", State::Bound),
    ("crashed services", State::Crashed),
];

/// The block of one user.
#[derive(Default)]
pub(super) struct States {
    user: i32,
    count: Option<(u64, u32)>,
    services: Vec<(u64, Service)>,
    /// Lists that the block has, empty ones too.
    printed: Vec<State>,
    /// The list of several lines that is being read.
    open: Option<State>,
    /// Services that are bound, where only their labels stand.
    labels: Vec<(u64, String)>,
}

impl States {
    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (_, text) = indent(line.text);
        if text.starts_with("User state[") || text.starts_with("UserState[") {
            self.end(sink)?;
        }
        if let Some((_, attributes)) = text.split_once("attributes:{") {
            self.user = value_of(attributes, "id").and_then(user).unwrap_or(0);
        }
        if let Some(count) = value_of(text, "installedServiceCount") {
            self.count = count.parse().ok().map(|count| (line.number, count));
        }
        if let Some((state, rest)) = list(text) {
            if line.cut {
                let at = Locator::Line(line.number);
                sink.problem(at, "a list of services is longer than what is read of a line");
            }
            self.printed.push(state);
            self.open = None;
            if rest.is_empty() {
                self.open = Some(state);
            } else {
                self.inline(line.number, state, rest);
            }
        } else if text.starts_with('}') {
            self.open = None;
        } else if let Some(state) = self.open {
            let name = text.split_once(" : ").map_or(text, |(_, name)| name);
            self.add(line.number, state, name);
        }
        Ok(())
    }

    /// A list in one line, behind its opening bracket: `{a/b}, {c/d (A11yTool)}}`, `a/b, c/d}` or
    /// `Service[label=Example, …]}`.
    fn inline(&mut self, line: u64, state: State, rest: &str) {
        if rest.contains("Service[label=") {
            for part in rest.split("Service[label=").skip(1) {
                let label = part.split(", feedbackType").next().unwrap_or(part);
                if self.labels.len() < MOST_SERVICES {
                    self.labels.push((line, label.trim_end_matches([']', '}']).to_owned()));
                }
            }
            return;
        }
        for part in rest.split([',', '{', '}']) {
            self.add(line, state, part.trim());
        }
    }

    /// Notes `state` of the service `name`: `package/Service (A11yTool)`.
    fn add(&mut self, line: u64, state: State, name: &str) {
        let is_tool = name.contains("A11yTool");
        let name = name.trim_start_matches("ComponentInfo{").split([' ', '}']).next().unwrap_or("");
        let Some((package, _)) = component(name) else { return };
        let full = |component: &str| match component.split_once('/') {
            Some((package, class)) if class.starts_with('.') => format!("{package}/{package}{class}"),
            _ => component.to_owned(),
        };
        let wanted = full(name);
        let known = self.services.iter_mut().find(|(_, known)| {
            known.package == package && full(&known.component) == wanted
        });
        if let Some((_, known)) = known {
            known.tool |= is_tool;
            set(known, state);
        } else if self.services.len() < MOST_SERVICES {
            let (package, component) = (package.to_owned(), name.to_owned());
            let tool = is_tool;
            let mut service =
                Service { user: self.user, package, component, tool, ..Service::default() };
            set(&mut service, state);
            self.services.push((line, service));
        }
    }

    /// Emits the block's services.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let block = std::mem::take(self);
        if let Some((at, installed)) = block.count {
            let named = u32::try_from(block.services.len()).unwrap_or(u32::MAX);
            let count = Count { user: block.user, installed, named };
            sink.emit(Locator::Line(at), &count)?;
        }
        let any_enabled = block.services.iter().any(|(_, service)| service.enabled == Some(true));
        for (at, mut service) in block.services {
            service.user = block.user;
            for state in &block.printed {
                // Labels do not say which components they are.
                if *state != State::Bound || block.labels.is_empty() {
                    of(&mut service, *state).get_or_insert(false);
                }
            }
            sink.emit(Locator::Line(at), &service)?;
        }
        for (at, component) in block.labels {
            // Where components are named, the labels are theirs.
            if !any_enabled {
                let bound = Some(true);
                let service =
                    Service { user: block.user, component, bound, ..Service::default() };
                sink.emit(Locator::Line(at), &service)?;
            }
        }
        Ok(())
    }
}

/// The list that a line starts, and what stands in the line behind its opening bracket.
fn list(text: &str) -> Option<(State, &str)> {
    let (name, rest) = text.split_once('{')?;
    let name = name.trim_end().strip_suffix(':')?.trim_end();
    let name = name.to_ascii_lowercase();
    let (_, state) = STATES.iter().find(|(known, _)| *known == name)?;
    Some((*state, rest.trim()))
}

fn of(service: &mut Service, state: State) -> &mut Option<bool> {
    match state {
        State::Installed => &mut service.installed,
        State::Enabled => &mut service.enabled,
        State::Binding => &mut service.binding,
        State::Bound => &mut service.bound,
        State::Crashed => &mut service.crashed,
    }
}

fn set(service: &mut Service, state: State) {
    *of(service, state) = Some(true);
}
