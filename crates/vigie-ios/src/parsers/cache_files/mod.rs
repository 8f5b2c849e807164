//! `Cache.db`: answers of servers that an app keeps.
//!
//! Written by CFNetwork for every app and daemon that loads URLs, web views of old versions
//! included, in `Library/Caches/<app>/Cache.db`; rows live until the cache is full or the app
//! clears it, and survive the history of a browser. `time_stamp` is text in UTC. Tables:
//!
//! * `cfurl_cache_response`: one row per URL;
//! * `cfurl_cache_blob_data`: the answer and the request, as property lists: `Version`, and `Array`
//!   whose places changed over the versions. URLs stand in it as `{_CFURLStringType: 15,
//!   _CFURLString: …}`, headers as dictionaries (`__hhaa__` in them is an archive of the same);
//! * `cfurl_cache_receiver_data`: the body, or its file's name in folder `fsCachedData`.
//!
//! Backups leave caches out. Layout after <https://docs.mvt.re/en/latest/ios/records/#cache_files>
//! and
//! <https://forensicsfromthesausagefactory.blogspot.com/2013/12/apple-safari-update-and-fscacheddata.html>.

mod answer;
mod exchange;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::strays;

pub(crate) static ITEM: CacheFiles = CacheFiles;

pub(crate) struct CacheFiles;

static META: ParserMeta = ParserMeta {
    id: "cache_files",
    title: Text {
        en: "Answers of servers that apps keep",
        fr: "Réponses de serveurs que gardent les apps",
    },
    reads: &["/private/var/**/Cache.db", "/**/Cache.db"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&answer::KIND],
    means: &[Text { en: "answer kept", fr: "réponse gardée" }],
    versions: Versions::ios(5),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#cache_files",
        "https://forensicsfromthesausagefactory.blogspot.com/2013/12/apple-safari-update-and-fscacheddata.html",
    ],
};

impl Parser for CacheFiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if strays::is_no_database(input)? {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let responses = database.table("cfurl_cache_response");
        let blobs = database.table("cfurl_cache_blob_data");
        if responses.is_none() && blobs.is_none() {
            return strays::without_table(input, "cfurl_cache_response");
        }
        answer::read(&database, &input.limits, sink)
    }
}
