//! What the App Store's daemons keep of apps: bought, installed, updated, deleted.
//!
//! Written by `appstored` and, to iOS 12, `itunesstored`; rows outlive the apps. The tables changed
//! with almost every version:
//!
//! * `storeUser.db` (`/private/var/mobile/Library/Caches/com.apple.appstored`): `current_apps`
//!   (installed, with `deletion_date`), `purchase_history_apps` (bought by the account, on any
//!   device), `app_metrics_events`, `launch_events`, `account_events`;
//! * `storeSystem.db` (container of `appstored`): `app_install`, `app_update`, `app_package`;
//! * `appstored.sqlitedb` (in a sysdiagnose: `logs/appinstallation`): `job_software`, `app_updates`
//!   (with `is_profile_validated`: put there with a developer's or company's certificate), `asset`;
//! * `AppUpdates.sqlitedb`, `DAAP.sqlitedb`, `downloads.28.sqlitedb`, `installHistory.db`: the same of
//!   older versions, partly with other names of columns.
//!
//! So every table is read that has a column for the id of an app or an address, and columns are
//! found by name. Times are seconds since 2001; some old tables hold seconds since 1970, which as
//! seconds since 2001 would lie past 2035.
//!
//! `UninstalledApplications.plist`, written by `installd`, names apps that were deleted, with the
//! date. Tables after the statements in `appstored` and Kevin Pagano's work on `storeUser.db`.

mod deleted;
mod fields;
mod row;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use row::StoreApp;

pub(crate) static ITEM: AppStore = AppStore;

pub(crate) struct AppStore;

static META: ParserMeta = ParserMeta {
    id: "app_store",
    title: Text {
        en: "Apps bought, installed and deleted",
        fr: "Apps achetées, installées et supprimées",
    },
    reads: &[
        "/private/var/mobile/Library/Caches/com.apple.appstored/*.db",
        "/private/var/mobile/Library/Caches/com.apple.appstored/*.sqlitedb",
        "/private/var/mobile/Library/Caches/com.apple.storeservices/*.sqlitedb",
        "/private/var/mobile/Library/com.apple.itunesstored/*.sqlitedb",
        "/private/var/mobile/Library/Caches/com.apple.itunesstored/*.sqlitedb",
        "/private/var/mobile/Media/Downloads/downloads.*.sqlitedb",
        "/private/var/containers/Data/System/*/Documents/Persistence/*.db",
        "/private/var/containers/Data/System/*/Documents/Persistence/*.sqlitedb",
        "/private/var/**/installHistory.db",
        "/private/var/installd/Library/MobileInstallation/UninstalledApplications.plist",
        "/sysdiagnose/logs/appinstallation/*.sqlitedb",
        "/sysdiagnose/*/logs/appinstallation/*.sqlitedb",
        "/sysdiagnose/logs/itunesstored/*.sqlitedb",
        "/sysdiagnose/*/logs/itunesstored/*.sqlitedb",
        "/storeUser.db",
        "/storeSystem.db",
        "/installHistory.db",
        "/appstored.sqlitedb",
        "/AppUpdates.sqlitedb",
        "/DAAP.sqlitedb",
        "/downloads.*.sqlitedb",
        "/UninstalledApplications.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&row::KIND, &deleted::KIND],
    means: fields::MEANS,
    versions: Versions::ios(6),
    references: &["https://www.stark4n6.com/2025/04/tracking-ios-app-installs-and-purchase.html"],
};

impl Parser for AppStore {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if input.path.ends_with(".plist") {
            return deleted::read(input, sink);
        }
        if input.data.size() == 0 {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let names: Vec<String> = database.table_names().map(str::to_owned).collect();
        for name in &names {
            if let Some(table) = database.table_named(name) {
                row::read(&table, sink)?;
            }
        }
        Ok(())
    }
}
