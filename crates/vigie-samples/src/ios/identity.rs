//! What tells one phone from another: the numbers that backup, dump and sysdiagnose of one phone
//! share.

use super::Plan;
use crate::Rng;

/// The numbers and names of a phone that never was. They fail their check digits or are kept for
/// tests: nobody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// `UniqueDeviceID`: the chip's model and, since A12, its number.
    pub(crate) udid: String,
    /// `UniqueChipID`, the number in the UDID.
    pub(crate) ecid: u64,
    pub(crate) serial: String,
    pub(crate) imei: String,
    pub(crate) meid: String,
    pub(crate) iccid: String,
    pub(crate) name: &'static str,
    pub(crate) number: &'static str,
    /// Address of the Wi-Fi radio.
    pub(crate) wifi: String,
    /// `GUID` of the backup.
    pub(crate) guid: String,
    /// `UUID` of the backup's status.
    pub(crate) backup_uuid: String,
    /// `CrashReporter Key`, the same in every report of a phone.
    pub(crate) reporter: String,
}

impl Identity {
    /// The phone that `plan` is about.
    pub(crate) fn of(plan: &Plan) -> Self {
        let first = plan.phone == 0;
        let mut rng = if first {
            Rng::part(plan.seed, "device")
        } else {
            Rng::part(plan.seed, &format!("device {}", plan.phone))
        };
        let (model, chip) = (rng.hex(4), rng.hex(16));
        let ecid = u64::from_str_radix(&chip, 16).unwrap_or(0);
        let udid = format!("0000{model}-{chip}").to_uppercase();
        let serial = rng.hex(10).to_uppercase();
        let guid = rng.hex(32).to_uppercase();
        let backup_uuid = rng.uuid();
        let octets: Vec<String> = (0..5).map(|_| rng.hex(2)).collect();
        let tail = plan.phone % 100;
        Self {
            udid,
            ecid,
            serial,
            imei: format!("0010101234567{}", 80 - tail.min(70)),
            meid: format!("A00000000000{tail:02}"),
            iccid: format!("89000000000000000{tail:02}"),
            name: if first { "Sample iPhone" } else { "Other iPhone" },
            number: if first { "+1 (201) 555-0100" } else { "+1 (201) 555-0199" },
            wifi: format!("02:{}", octets.join(":")),
            guid,
            backup_uuid,
            reporter: rng.hex(40),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_plan_is_the_same_phone_and_another_number_another() {
        let plan = Plan { ios: 12, ..Plan::tiny() };
        let one = Identity::of(&plan);
        assert_eq!(one, Identity::of(&Plan { ios: 26, ..Plan::large() }));
        let other = Identity::of(&Plan { phone: 1, ..plan });
        assert_ne!([&one.udid, &one.serial, &one.imei], [&other.udid, &other.serial, &other.imei]);
        assert_ne!(one.ecid, other.ecid);
        assert_eq!(one.imei.len(), 15);
        assert_eq!(other.imei.len(), 15);
    }
}
