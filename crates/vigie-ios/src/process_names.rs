//! Names of processes as network accounting writes them.

use vigie_core::Observable;

use crate::paths;

/// Shows what `name` names: a process, the path of one, or, where it has the form `PROCESS/APP`, a
/// process and the app it worked for.
pub(crate) fn each_process_name(name: &str, mut see: impl FnMut(Observable<'_>)) {
    see(Observable::Process(name));
    match name.split_once('/') {
        Some(("", _)) => {
            if let Some(path) = paths::absolute(name) {
                see(Observable::Path(&path));
            }
        }
        Some((process, app)) => {
            see(Observable::Process(process));
            see(Observable::AppId(app));
        }
        None if name.contains('.') => see(Observable::AppId(name)),
        None => {}
    }
}
