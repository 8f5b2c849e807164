//! Names that PowerLog gives to processes and apps.

use vigie_core::Observable;

use crate::paths;

/// Shows a name that may be a process, a path or the identifier of an app.
pub(super) fn observe(
    field: &'static str,
    name: &str,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if name.is_empty() {
        return;
    }
    see(field, Observable::Process(name));
    match paths::absolute(name) {
        Some(path) => see(field, Observable::Path(&path)),
        None if name.contains('.') => see(field, Observable::AppId(name)),
        None => {}
    }
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
