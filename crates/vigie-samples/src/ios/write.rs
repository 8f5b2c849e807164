//! Writes the evidence of a plan.

use std::fs;
use std::path::Path;

use super::backup::Backup;
use super::phone::Phone;
use super::{
    Answers, Plan, apps, calls, damaged, datausage, index, info, others, profiles, residue, safari,
    settings, sms, tcc, web,
};
use crate::{Error, Result};

impl Plan {
    /// Writes a backup into `folder` and gives its answer key, sorted by plant.
    ///
    /// # Errors
    /// When a file cannot be written, or no schema of this iOS is known.
    pub fn write(&self, folder: &Path) -> Result<Answers> {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
        let mut backup = Backup::create(folder, self)?;
        let mut phone = Phone::new(self, &mut backup)?;
        let apps = apps::apps(&phone);
        device(&mut phone)?;
        apps::hidden_container(&mut phone)?;
        let answers = std::mem::take(&mut phone.answers);
        let (keys, rows) = backup.finish(self)?;
        // The index is closed: what remains are the property lists at the top.
        let mut nowhere = super::layout::Nowhere;
        let mut phone = Phone::new(self, &mut nowhere)?;
        phone.answers = answers;
        info::write(&mut phone, folder, &apps, keys.as_ref())?;
        phone.count("manifest", rows);
        Ok(phone.answers)
    }
}

/// What is on the phone, whatever the kind of evidence.
pub(crate) fn device(phone: &mut Phone) -> Result<()> {
    sms::write(phone)?;
    safari::write(phone)?;
    datausage::write(phone)?;
    tcc::write(phone)?;
    calls::write(phone)?;
    profiles::write(phone)?;
    if phone.plan.contacts > 0 {
        others::write(phone)?;
        web::write(phone)?;
        settings::write(phone)?;
        residue::write(phone)?;
        damaged::write(phone)?;
    }
    index::write(phone)
}
