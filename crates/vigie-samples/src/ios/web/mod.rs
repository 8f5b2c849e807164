//! What browsing leaves beside the history: tabs, bookmarks, cookies, downloads, icons, caches,
//! and what WebKit keeps of the sites that stored something.

mod cache;
mod cookies;
mod favicons;
mod places;
mod statistics;
mod storage;
mod tabs;

use super::phone::Phone;
use crate::Result;

/// What backups and dumps hold.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    tabs::write(phone)?;
    cookies::write(phone)?;
    places::write(phone)?;
    statistics::write(phone)
}

/// What only dumps hold.
pub(crate) fn write_dump(phone: &mut Phone) -> Result<()> {
    favicons::write(phone)?;
    cache::write(phone)?;
    storage::write(phone)
}
