//! The blocks of user ids and apps, line by line.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::lines::Line;

use super::entry;
use super::ops::{Op, PackageOps, UidOps};
use crate::section::{indent, is_package, uid};
use crate::zone::Zone;

/// Functions of an app, and entries of one of them, that are kept.
const MOST: usize = 10_000;

/// The user id and the app that are being read.
pub(super) struct Blocks {
    zone: Zone,
    uid: Option<(u64, UidOps)>,
    package: Option<(u64, PackageOps)>,
    /// The part of the app that the entries at hand are of.
    attribution: Option<String>,
}

impl Blocks {
    /// Of the section that is `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        Self { zone: Zone::of(input), uid: None, package: None, attribution: None }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if let Some(number) = text.strip_prefix("Uid ").and_then(|rest| rest.strip_suffix(':')) {
            self.end(sink)?;
            let number = uid(number);
            if number.is_none() {
                sink.problem(Locator::Line(line.number), "expected a user id after Uid");
            }
            let ops = UidOps { uid: number, ..UidOps::default() };
            self.uid = Some((line.number, ops));
            return Ok(());
        }
        let Some((_, of_uid)) = &mut self.uid else { return Ok(()) };
        if depth == 0 && !text.is_empty() {
            return self.end(sink);
        }
        if let Some(name) = text.strip_prefix("Package ").and_then(|rest| rest.strip_suffix(':')) {
            let (uid, state) = (of_uid.uid, of_uid.state.clone());
            let (capability, widget_visible) = (of_uid.capability.clone(), of_uid.widget_visible);
            self.end_package(sink)?;
            if is_package(name) {
                let (package, clock) = (name.to_owned(), self.zone.clock());
                let ops = PackageOps { package, uid, state, capability, widget_visible, ops: Vec::new(), clock };
                self.package = Some((line.number, ops));
            } else {
                sink.problem(Locator::Line(line.number), "expected the name of a package");
            }
            return Ok(());
        }
        if let Some(state) = text.strip_prefix("state=") {
            of_uid.state = Some(state.to_owned());
            return Ok(());
        }
        if let Some(capability) = text.strip_prefix("capability=") {
            of_uid.capability = Some(capability.to_owned());
            return Ok(());
        }
        if let Some(visible) = text.strip_prefix("appWidgetVisible=") {
            of_uid.widget_visible = visible == "true";
            return Ok(());
        }
        self.inside(text);
        Ok(())
    }

    /// A line of an app, or of a user id before its first app.
    fn inside(&mut self, text: &str) {
        let package = self.package.as_mut().map(|(_, package)| &mut package.ops);
        let Some(ops) = package.or(self.uid.as_mut().map(|(_, of_uid)| &mut of_uid.ops)) else {
            return;
        };
        if let Some(name) = text.strip_suffix("=[") {
            self.attribution = (name != "null" && !name.is_empty()).then(|| name.to_owned());
        } else if text == "]" {
            self.attribution = None;
        } else if let Some(found) = entry::read(text, self.attribution.as_deref(), &self.zone) {
            if let Some(op) = ops.last_mut().filter(|op| op.entries.len() < MOST) {
                op.entries.push(found);
            }
        } else if let Some(op) = op(text).filter(|_| ops.len() < MOST) {
            self.attribution = None;
            ops.push(op);
        }
    }

    fn end_package(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.attribution = None;
        match self.package.take() {
            Some((at, package)) => sink.emit(Locator::Line(at), &package),
            None => Ok(()),
        }
    }

    /// Emits what is at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.end_package(sink)?;
        match self.uid.take() {
            Some((at, of_uid)) if !of_uid.ops.is_empty() => sink.emit(Locator::Line(at), &of_uid),
            _ => Ok(()),
        }
    }
}

/// Reads `CAMERA (allow / switch X=foreground):`, `CAMERA: mode=allow` or, up to Android 8, `CAMERA: mode=0;
/// time=…`.
fn op(text: &str) -> Option<Op> {
    let end = text.find([' ', ':'])?;
    let (name, rest) = text.split_at_checked(end)?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.');
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix(':') {
        return entry::old(name, rest);
    }
    let (mode, _) = rest.strip_prefix(" (")?.split_once(')')?;
    let (mode, switch) = match mode.split_once(" / switch ") {
        Some((mode, switch)) => (mode, Some(switch.to_owned())),
        None => (mode, None),
    };
    Some(Op { op: name.to_owned(), mode: mode.to_owned(), switch, entries: Vec::new() })
}
