//! How the columns are called over the years, and what the dates mean.

use vigie_core::Text;
use vigie_formats::sqlite::{Column, Table};

/// Names of a column, newest first.
pub(super) type Names = &'static [&'static str];

pub(super) const BUNDLE: Names = &[
    "bundle_id",
    "bundleid",
    "bundle_identifier",
    "app_bundle_id",
    "bundleidentifier",
    "client_bundle_id",
];
pub(super) const NAME: Names =
    &["item_name", "bundle_name", "title", "long_title", "app_name", "name", "item_title"];
pub(super) const DEVELOPER: Names = &["vendor_name", "developer_name", "artist_name"];
pub(super) const VERSION: Names =
    &["short_version", "bundle_short_version", "bundle_version", "app_version", "version"];
pub(super) const ITEM: Names = &["item_id", "store_item_id", "item_identifier", "adam_id"];
pub(super) const ACCOUNT: Names = &[
    "apple_id",
    "store_account_name",
    "account_name",
    "store_account_appleid",
    "purchaser_apple_id",
];
pub(super) const DISTRIBUTOR: Names = &["distributor_id", "distributor", "source_app"];
pub(super) const CLIENT: Names = &["client_id", "download_source", "requestor_id"];

/// Addresses.
pub(super) const URLS: Names = &[
    "url",
    "bundle_url",
    "package_url",
    "product_url",
    "store_url",
    "update_url",
    "manifest_url",
    "preflight_package_url",
    "download_url",
    "source_url",
    "local_cache_server",
];

/// What an instant in a column means.
#[derive(Clone, Copy)]
pub(super) struct Dated {
    pub(super) column: &'static str,
    pub(super) means: &'static str,
}

const fn dated(column: &'static str, means: &'static str) -> Dated {
    Dated { column, means }
}

/// Columns of dates.
pub(super) const DATES: &[Dated] = &[
    dated("install_finished_timestamp", "app installed"),
    dated("install_date", "app installed"),
    dated("installed_date", "app installed"),
    dated("date_purchased", "app bought"),
    dated("purchase_date", "app bought"),
    dated("deletion_date", "app deleted"),
    dated("uninstall_date", "app deleted"),
    dated("update_date", "app updated"),
    dated("last_update_date", "app updated"),
    dated("release_date", "app released by its developer"),
    dated("timestamp", "noted by the App Store"),
    dated("download_started_timestamp", "download begun"),
    dated("date_created", "noted by the App Store"),
];

/// Every phrase that a stamp carries.
pub(super) const MEANS: &[Text] = &[
    Text { en: "app installed", fr: "app installée" },
    Text { en: "app bought", fr: "app achetée" },
    Text { en: "app deleted", fr: "app supprimée" },
    Text { en: "app updated", fr: "app mise à jour" },
    Text { en: "app released by its developer", fr: "app publiée par son développeur" },
    Text { en: "download begun", fr: "téléchargement commencé" },
    Text { en: "noted by the App Store", fr: "noté par l’App Store" },
];

/// The first of `names` that the table has.
pub(super) fn column(table: &Table<'_>, names: Names) -> Option<Column> {
    names.iter().find_map(|name| table.column(name))
}
