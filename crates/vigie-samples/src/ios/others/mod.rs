//! Databases and property lists beyond messages, browsing, processes, permissions and calls.

mod browsers;
mod people;
mod system;
mod whatsapp;

use super::phone::Phone;
use crate::Result;

/// Writes all of them.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    people::write(phone)?;
    browsers::write(phone)?;
    whatsapp::write(phone)?;
    system::write(phone)
}
