//! What is configured on the phone beyond profiles: trust, networks, accounts, disabled jobs, and
//! what says which phone it is.

mod accounts;
mod device;
mod jobs;
mod network;
mod trust;

use super::phone::Phone;
use crate::Result;

/// What backups and dumps hold.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    trust::write(phone)?;
    network::write(phone)?;
    accounts::write(phone)?;
    jobs::write(phone)
}

/// What only dumps hold.
pub(crate) fn write_dump(phone: &mut Phone) -> Result<()> {
    device::write(phone)
}

pub(crate) use network::{extensions, write_wifi};
