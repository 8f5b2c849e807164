//! Names that PowerLog gives to processes and apps.

use vigie_core::Observable;

use crate::process_names::each_process_name;

/// Shows a name that may be a process, a path or the identifier of an app.
pub(super) fn observe(
    field: &'static str,
    name: &str,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if name.is_empty() {
        return;
    }
    each_process_name(name, |value| see(field, value));
}

/// As [`observe`], where there is a name.
pub(super) fn observe_some(
    field: &'static str,
    name: &Option<String>,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if let Some(name) = name {
        observe(field, name, see);
    }
}
