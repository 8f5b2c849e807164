//! Network statistics as they are stored: how much each app sent and received, over which network, and when.
//!
//! Written by the system for the last weeks to months, a file for each span: `uid.START-END` by app, `uid_tag.…` by app and
//! purpose, `xt.…` and `dev.…` by network; START and END in milliseconds since 1970. Traffic of apps that are
//! gone is kept together under the user id -4. Which app a user id is, `/data/system/packages.list` says.
//!
//! Big-endian: the magic `ANET`, version 16, then for each set of networks its identities and for each app, set
//! and tag a history: buckets of time with counts, in numbers of seven bits a byte, lowest first.
//!
//! Source: [`NetworkStatsCollection.java`], `NetworkIdentitySet.java` and `NetworkStatsHistory.java` of the
//! Android Open Source Project.
//!
//! [`NetworkStatsCollection.java`]: https://android.googlesource.com/platform/packages/modules/Connectivity/+/refs/heads/main/framework-t/src/android/net/NetworkStatsCollection.java

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Reader, Sink, Stop, Text, Versions};

use crate::names::file_name;

mod history;
mod identity;
mod owners;
mod traffic;

pub(crate) static ITEM: NetstatsFiles = NetstatsFiles;

pub(crate) struct NetstatsFiles;

static META: ParserMeta = ParserMeta {
    id: "netstats_files",
    title: Text { en: "Network use by app, as it is stored", fr: "Utilisation du réseau par application, telle qu’elle est conservée" },
    reads: &[
        "/data/system/netstats/uid.*",
        "/data/system/netstats/uid_tag.*",
        "/data/system/netstats/xt.*",
        "/data/system/netstats/dev.*",
        "/data/misc/apexdata/com.android.tethering/netstats/uid.*",
        "/data/misc/apexdata/com.android.tethering/netstats/uid_tag.*",
        "/data/misc/apexdata/com.android.tethering/netstats/xt.*",
        "/data/misc/apexdata/com.android.tethering/netstats/dev.*",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&traffic::KIND],
    means: &[
        Text { en: "app first used the network in this span", fr: "première utilisation du réseau par l’app dans cette période" },
        Text { en: "app last used the network in this span", fr: "dernière utilisation du réseau par l’app dans cette période" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/packages/modules/Connectivity/+/refs/heads/main/framework-t/src/android/net/NetworkStatsCollection.java",
        "https://android.googlesource.com/platform/packages/modules/Connectivity/+/refs/heads/main/framework-t/src/android/net/NetworkStatsHistory.java",
    ],
};

/// `ANET`.
const MAGIC: u32 = 0x414e_4554;

impl Parser for NetstatsFiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let mut reader = Reader::new(&bytes);
        if reader.u32_be("magic")? != MAGIC {
            return Err(Stop::malformed("magic", 0, "ANET"));
        }
        let version = reader.u32_be("version")?;
        if version != 16 {
            return Err(Stop::Unsupported(format!("version {version} of network statistics")));
        }
        let owners = owners::Owners::of(input)?;
        let table = file_name(input.path).split('.').next().unwrap_or("").to_owned();
        let networks = reader.u32_be("number of networks")?;
        for _ in 0..networks {
            let identities = identity::read_set(&mut reader)?;
            let apps = reader.u32_be("number of histories")?;
            for _ in 0..apps {
                let at = Locator::Byte(reader.offset());
                let uid = reader.u32_be("user id")?.cast_signed();
                let set = reader.u32_be("set")?.cast_signed();
                let tag = reader.u32_be("tag")?;
                let history = history::History::read(&mut reader)?;
                let packages = owners.packages(uid);
                let traffic =
                    traffic::Traffic::new(&table, uid, set, tag, packages, &identities, &history);
                sink.emit(at, &traffic)?;
            }
        }
        Ok(())
    }
}
