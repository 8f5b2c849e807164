//! What Biome, Core Duet and privacy accounting noted of the owner's use: in dumps only.

mod biome;
mod knowledge;
mod message;
mod segb;

use super::phone::Phone;
use crate::Result;

/// Writes all of them.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    knowledge::write(phone)?;
    // Biome came with iOS 15.
    if phone.plan.ios >= 15 { biome::write(phone) } else { Ok(()) }
}
