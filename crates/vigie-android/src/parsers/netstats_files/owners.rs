//! Which apps a user id stands for: `/data/system/packages.list`, whose lines begin with a package and its
//! user id.

use std::collections::HashMap;

use vigie_core::{Input, Stop};
use vigie_formats::lines::each_line;

/// Apps by their user id, of the first user.
#[derive(Debug, Default)]
pub(super) struct Owners(HashMap<i32, Vec<String>>);

/// Apps of different users have different user ids; what is left of them within this is the app.
const PER_USER: i32 = 100_000;

/// Most apps with the same user id that are kept.
const MOST: usize = 20;

impl Owners {
    /// Those of the phone that `input` is of.
    pub(super) fn of(input: &Input<'_>) -> Result<Self, Stop> {
        let mut owners = Self::default();
        let Some(list) = input.siblings.open("/data/system/packages.list")? else {
            return Ok(owners);
        };
        each_line(&*list, |line| {
            let mut words = line.text.split(' ');
            if let (Some(package), Some(Ok(uid))) = (words.next(), words.next().map(str::parse)) {
                let packages = owners.0.entry(uid).or_default();
                if packages.len() < MOST {
                    packages.push(package.to_owned());
                }
            }
            Ok(())
        })?;
        Ok(owners)
    }

    /// The apps that `uid` stands for.
    pub(super) fn packages(&self, uid: i32) -> Vec<String> {
        let app = if uid < 0 { uid } else { uid % PER_USER };
        self.0.get(&app).cloned().unwrap_or_default()
    }
}
