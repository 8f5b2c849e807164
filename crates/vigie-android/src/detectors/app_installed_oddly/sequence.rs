//! Checks switched off, an app installed, the app made an accessibility service: within minutes.

use vigie_core::{Claim, Confidence, Evidence, Found, Seen, Severity, Time};

use super::Apps;
use crate::parsers::Setting;

const MINUTE: i64 = 60 * 1_000_000;
/// Longest time from the switching off of checks to an installation.
const TO_INSTALL: i64 = 60 * MINUTE;
/// Longest time from an installation to the power over the screen.
const TO_SCREEN: i64 = 30 * MINUTE;
/// Most changes that are remembered.
const MOST: usize = 1_000;

/// Changes of settings that matter, with their time.
#[derive(Default)]
pub(super) struct Steps {
    /// Checks of apps that were switched off.
    off: Vec<(Time, Evidence)>,
    /// Values of the list of accessibility services.
    screen: Vec<(Time, Option<String>, String, Evidence)>,
}

impl Steps {
    /// Notes the changes of a setting.
    pub(super) fn note(&mut self, setting: &Setting, seen: &Seen<'_>) {
        for change in &setting.changes {
            let (Some(at), Some(new)) = (change.at, change.new.as_deref()) else { continue };
            let cite = || Evidence { when: Some(at), ..seen.evidence(&setting.name, new) };
            match setting.name.as_str() {
                "package_verifier_enable" | "package_verifier_user_consent"
                | "verifier_verify_adb_installs" | "package_verifier_state"
                    if matches!(new, "0" | "-1") && self.off.len() < MOST =>
                {
                    self.off.push((at, cite()));
                }
                "enabled_accessibility_services" if self.screen.len() < MOST => {
                    self.screen.push((at, change.old.clone(), new.to_owned(), cite()));
                }
                _ => {}
            }
        }
    }

    /// What is said of each app that came in such a sequence.
    pub(super) fn found(&self, apps: &Apps) -> Vec<Found> {
        let installed = apps.each().filter_map(|(package, facts)| {
            let evidence = facts.evidence.as_ref()?;
            let new = apps.way(package).is_unchecked();
            new.then_some((package, facts.installed?, evidence))
        });
        installed.filter_map(|(package, at, evidence)| self.of(package, at, evidence)).collect()
    }

    fn of(&self, package: &str, installed: Time, evidence: &Evidence) -> Option<Found> {
        let off = self.off.iter().find(|(at, _)| follows(*at, installed, TO_INSTALL));
        let screen = self.screen.iter().find(|(at, old, new, _)| {
            let names = |list: &str| {
                list.split(':').any(|one| one.split('/').next().is_some_and(|name| name.trim() == package))
            };
            follows(installed, *at, TO_SCREEN) && names(new) && !old.as_deref().is_some_and(names)
        });
        let (severity, confidence, key) = match (off, screen) {
            (Some(_), Some(_)) => (Severity::Medium, Confidence::Medium, "app-installed-oddly-sequence"),
            (Some(_), None) => (Severity::Low, Confidence::Low, "app-installed-oddly-unguarded"),
            (None, Some(_)) => (Severity::Low, Confidence::Low, "app-installed-oddly-at-once"),
            (None, None) => return None,
        };
        let minutes = |(from, to): (Time, Time)| {
            (to.unix_micros().saturating_sub(from.unix_micros()) / MINUTE).to_string()
        };
        let before = off.map_or("0".to_owned(), |(at, _)| minutes((*at, installed)));
        let after = screen.map_or("0".to_owned(), |(at, ..)| minutes((installed, *at)));
        let mut cited: Vec<Evidence> = off.map(|(_, evidence)| evidence.clone()).into_iter().collect();
        cited.push(evidence.clone());
        cited.extend(screen.map(|(.., evidence)| evidence.clone()));
        let args = [("app", package), ("before", &*before), ("after", &*after)];
        Some(Found { severity, confidence, claim: Claim::new(key, args), evidence: cited })
    }
}

/// Whether `then` is `now` or at most `length` after it.
fn follows(now: Time, then: Time, length: i64) -> bool {
    (0..=length).contains(&then.unix_micros().saturating_sub(now.unix_micros()))
}
