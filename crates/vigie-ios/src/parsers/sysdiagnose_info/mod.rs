//! Which phone a sysdiagnose is of, and when it was made.
//!
//! Four files tell:
//!
//! * `remotectl_dumpstate.txt`: serial number, ids, model, version, see [`remote_devices`];
//! * `logs/MobileActivation/collection_oob_request.txt`: a request to Apple, as `mobileactivationd`
//!   sent it: `BODY:` and JSON with serial number, UDID, IMEI, MEID, model, version;
//! * `sysdiagnose.log`: the archive's name, hence date and time zone, build, sort of device;
//! * `ioreg/IOService.txt`, `ioreg/IODeviceTree.txt`: serial number and model of the device tree.
//!
//! Fields are called as in the records of a backup, so that one can tell whether both are of the same
//! phone.
//!
//! Layout after <https://docs.mvt.re> and <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod activation;
mod device;
mod ioreg;
mod log;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::paths;
use crate::remote_devices;
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) use device::SysdiagnosedDevice;

pub(crate) static ITEM: SysdiagnoseInfo = SysdiagnoseInfo;

pub(crate) struct SysdiagnoseInfo;

static META: ParserMeta = ParserMeta {
    id: "sysdiagnose_info",
    title: Text {
        en: "The phone, and when its sysdiagnose was made",
        fr: "Le téléphone et la date de son sysdiagnose",
    },
    reads: sysdiagnose_paths![
        "remotectl_dumpstate.txt",
        "logs/MobileActivation/collection_oob_request.txt",
        "sysdiagnose.log",
        "ioreg/IOService.txt",
        "ioreg/IODeviceTree.txt";
        "/remotectl_dumpstate.txt",
        "/collection_oob_request.txt",
        "/sysdiagnose.log"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&device::KIND, &log::KIND],
    means: &[
        Text { en: "phone described itself", fr: "le téléphone s’est décrit" },
        Text { en: "sysdiagnose begun", fr: "début du sysdiagnose" },
    ],
    versions: Versions::ios(9),
    references: &["https://docs.mvt.re/en/latest/", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

impl Parser for SysdiagnoseInfo {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        let (at, mut device) = match paths::file_name(input.path) {
            "sysdiagnose.log" => return log::read(input, sink),
            "collection_oob_request.txt" => (Locator::Whole, activation::read(input)?),
            "IOService.txt" | "IODeviceTree.txt" => match ioreg::read(input)? {
                Some((line, device)) => (Locator::Line(line), device),
                None => return Ok(()),
            },
            _ => {
                let devices = remote_devices::read(&*input.data, sink)?;
                match device::phone(&devices) {
                    Some(phone) => (Locator::Line(phone.line), SysdiagnosedDevice::of(phone)),
                    None => return Ok(()),
                }
            }
        };
        device.seen = seen;
        sink.emit(at, &device)
    }
}
