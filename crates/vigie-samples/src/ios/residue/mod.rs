//! What remains of what happened: delivered notifications, logs of installations.

mod install;
mod notifications;

pub(crate) use install::installation_log;

use super::phone::Phone;
use crate::Result;

/// What backups and dumps hold.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    notifications::write(phone)
}

/// What only dumps hold.
pub(crate) fn write_dump(phone: &mut Phone) -> Result<()> {
    install::write(phone)
}
