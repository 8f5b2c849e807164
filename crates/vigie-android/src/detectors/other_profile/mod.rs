//! Users and profiles besides the main one, and what only they have.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use super::apps::Apps;
use crate::parsers::{Admin, Administrator, Role, User};

pub(crate) static ITEM: OtherProfile = OtherProfile;

pub(crate) struct OtherProfile;

static META: DetectorMeta = DetectorMeta {
    id: "other_profile",
    version: 1,
    title: Text {
        en: "Other user or profile on the phone",
        fr: "Autre utilisateur ou profil sur le téléphone",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &[
        "android.aqf_packages.package",
        "android.device_policies.administrator",
        "android.device_policy.admin",
        "android.install_sessions.session",
        "android.packages.package",
        "android.packages_xml.package",
        "android.users.user",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://source.android.com/docs/devices/admin/multi-user",
    ],
};

impl Detector for OtherProfile {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Profiles::default())
    }
}

/// Most users and profiles that are remembered.
const MOST_USERS: usize = 100;

#[derive(Default)]
struct Profiles {
    apps: Apps,
    users: BTreeMap<i32, Listed>,
    owners: BTreeMap<i32, (String, Evidence)>,
}

/// A user as the list of users has it.
struct Listed {
    name: String,
    sort: Sort,
    evidence: Evidence,
}

/// Which sort of user or profile it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Work,
    Private,
    Clone,
    Other,
}

impl Watch for Profiles {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if self.apps.note(seen) {
            return;
        }
        if let Some(user) = seen.record.as_a::<User>() {
            if self.users.len() < MOST_USERS {
                let (name, sort) = (user.name.clone(), sort(user));
                let evidence = seen.evidence("user", &user.user.to_string());
                self.users.entry(user.user).or_insert(Listed { name, sort, evidence });
            }
        } else if let Some(admin) = seen.record.as_a::<Admin>() {
            if admin.role == Role::ProfileOwner {
                self.owner(admin.user, &admin.package, seen);
            }
        } else if let Some(admin) = seen.record.as_a::<Administrator>()
            && admin.role == "profile-owner"
        {
            let user = admin.user.and_then(|user| i32::try_from(user).ok());
            self.owner(user, &admin.package, seen);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (number, user) in &self.users {
            if *number != 0 {
                out.push(self.told(*number, user));
            }
        }
        out.extend(self.unlisted());
    }
}

impl Profiles {
    fn owner(&mut self, user: Option<i32>, package: &str, seen: &Seen<'_>) {
        if let Some(user) = user
            && self.owners.len() < MOST_USERS
        {
            let owner = || (package.to_owned(), seen.evidence("package", package));
            self.owners.entry(user).or_insert_with(owner);
        }
    }

    /// What is said of a user or profile.
    fn told(&self, number: i32, user: &Listed) -> Found {
        let (count, cited) = self.only_in(number);
        let owner = self.owners.get(&number);
        let unchecked = owner.is_some_and(|(owner, _)| self.apps.way(owner).is_unchecked());
        let ending = match (user.sort, unchecked) {
            (Sort::Work, true) => "owner",
            (Sort::Work, false) => "work",
            (Sort::Private, _) => "private",
            (Sort::Clone, _) => "clone",
            (Sort::Other, _) => "user",
        };
        let owned_by = owner.map_or("?", |(owner, _)| owner.as_str());
        let (number, count) = (number.to_string(), count.to_string());
        let mut evidence = vec![user.evidence.clone()];
        evidence.extend(owner.map(|(_, evidence)| evidence.clone()));
        evidence.extend(cited);
        let args =
            [("user", &*number), ("name", &*user.name), ("count", &*count), ("owner", owned_by)];
        Found {
            severity: if ending == "owner" { Severity::Low } else { Severity::Info },
            confidence: Confidence::Low,
            claim: Claim::new(&format!("other-profile-{ending}"), args),
            evidence,
        }
    }

    /// How many apps besides those of the system only user `number` has, and where the first ones stand.
    fn only_in(&self, number: i32) -> (usize, Vec<Evidence>) {
        let only = self.apps.each().filter(|(_, facts)| !facts.system && facts.users == [number]);
        let apps: Vec<_> = only.collect();
        let cited = apps.iter().take(50).filter_map(|(_, facts)| facts.evidence.clone());
        (apps.len(), cited.collect())
    }

    /// What is said where apps are installed for a user that the list of users does not have.
    fn unlisted(&self) -> Option<Found> {
        if self.users.is_empty() {
            return None;
        }
        let unlisted = |user: &i32| !self.users.contains_key(user);
        let theirs = self.apps.each().filter(|(_, facts)| facts.users.iter().any(unlisted));
        let theirs: Vec<_> = theirs.filter(|(_, facts)| !facts.system).collect();
        let users: std::collections::BTreeSet<i32> =
            theirs.iter().flat_map(|(_, facts)| facts.users.iter().copied()).filter(unlisted).collect();
        let users: Vec<String> = users.iter().take(10).map(ToString::to_string).collect();
        let (count, users) = (theirs.len().to_string(), users.join(", "));
        let evidence = theirs.into_iter().take(50).filter_map(|(_, facts)| facts.evidence.clone());
        let evidence: Vec<Evidence> = evidence.collect();
        (!evidence.is_empty()).then(|| Found {
            severity: Severity::Low,
            confidence: Confidence::Low,
            claim: Claim::new("other-profile-unlisted", [("users", &users), ("count", &count)]),
            evidence,
        })
    }
}

/// Which sort of user or profile `user` is, by its type; by its number where Android had no types.
fn sort(user: &User) -> Sort {
    let of_type = user.of_type.as_deref().unwrap_or("");
    let managed = of_type.ends_with(".MANAGED") || user.flags.iter().any(|flag| flag == "MANAGED_PROFILE");
    match user.user {
        // The number is Samsung's for Secure Folder, whose type is that of a managed profile.
        150..=160 if managed => Sort::Private,
        _ if of_type.ends_with(".PRIVATE") => Sort::Private,
        95 | 999 => Sort::Clone,
        _ if of_type.ends_with(".CLONE") => Sort::Clone,
        _ if managed => Sort::Work,
        _ => Sort::Other,
    }
}
