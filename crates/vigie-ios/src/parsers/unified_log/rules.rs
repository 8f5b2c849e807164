//! The lines that are asked for, and why: one table.
//!
//! A rule asks for a process, a part of the system and words in the message, where it names them; letters
//! of words compare without case. A line becomes a record for the first rule that it fits. None of them
//! says that something is wrong: every one of these lines is written on ordinary phones too, but few are.

/// A rule: all that it names must fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Id, as records have it.
    pub(super) id: &'static str,
    /// Names of the program, without folder; any.
    pub(super) processes: &'static [&'static str],
    /// Beginnings of the part of the system; any.
    pub(super) subsystems: &'static [&'static str],
    /// Words in the message; any.
    pub(super) words: &'static [&'static str],
    /// Further words in the message; any, where there are some.
    pub(super) also: &'static [&'static str],
    /// Why such a line is worth keeping.
    #[cfg_attr(not(test), expect(dead_code, reason = "for who reads the table; a test reads it"))]
    pub(super) why: &'static str,
    /// Where that is argued.
    #[cfg_attr(not(test), expect(dead_code, reason = "for who reads the table; a test reads it"))]
    pub(super) source: &'static str,
}

const ANY: Rule =
    Rule { id: "", processes: &[], subsystems: &[], words: &[], also: &[], why: "", source: "" };

/// Rule of every line of a process in a folder that no program runs from.
pub(super) const ODD_FOLDER: &str = "odd-folder";
/// Rule of the first line with each link.
pub(super) const LINK: &str = "link";

/// Programs that take in what comes from outside, and were attacked through it.
const ATTACK_SURFACE: &[&str] = &[
    "BlastDoor",
    "IMTranscoderAgent",
    "IMTransferAgent",
    "MessagesBlastDoorService",
    "WebContent",
    "WebKit.GPU",
    "WebKit.Networking",
    "homed",
    "imagent",
    "mediaplaybackd",
    "mediaserverd",
    "sharingd",
    "identityservicesd",
];

const AMNESTY: &str = "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/";
const SHUTDOWN: &str = "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/";
const PLATFORM: &str = "https://support.apple.com/guide/security/welcome/web";
const TRIANGULATION: &str = "https://securelist.com/operation-triangulation/109842/";

/// The rules, the most telling first.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "launch-in-odd-folder",
        processes: &["launchd", "kernel", "runningboardd", "amfid", "xpcproxy", "SpringBoard", "ReportCrash"],
        words: &["/var/tmp/", "/var/db/com.apple.xpc.roleaccountd.staging/", "/private/tmp/"],
        why: "Pegasus, Reign and Predator ran from these folders; who starts, checks or buries a \
              program names its path",
        source: SHUTDOWN,
        ..ANY
    },
    Rule {
        id: "code-signature",
        processes: &["amfid", "kernel"],
        words: &[
            "cs_invalid_page",
            "code signature",
            "CODE SIGNING",
            "not valid: 0x",
            "CT signature",
            "adhoc signed",
            "unsuitable CT policy",
        ],
        why: "programs and pages of memory that Apple did not sign are refused, and the refusal is \
              logged",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "task-port",
        words: &["task_for_pid", "task-for-pid", "processor_set_tasks"],
        why: "a process that takes hold of another one's task reads and writes its memory",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "sandbox-exec",
        processes: &["kernel"],
        words: &["deny(1) process-exec", "deny(1) process-fork", "deny(1) mach-priv-task-port", "deny(1) mach-task-name"],
        why: "a program that was taken over tries to start another, or to take hold of one, before it \
              has left its sandbox",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "attacked-program-ended",
        processes: &["launchd", "kernel", "ReportCrash", "osanalyticshelper", "runningboardd", "imagent"],
        words: &["exited due to", "EXC_", "SIGKILL", "SIGSEGV", "SIGBUS", "SIGABRT", "crash", "corpse"],
        also: ATTACK_SURFACE,
        why: "an exploit that fails, or that succeeds and tidies up, ends the program it came in by",
        source: AMNESTY,
        ..ANY
    },
    Rule {
        id: "crash-report",
        processes: &["ReportCrash", "osanalyticshelper"],
        words: &["Saved crash report", "Formulating", "EXC_BAD_ACCESS", "EXC_CRASH", "EXC_GUARD"],
        why: "reports may have been removed; that they were written stands here",
        source: AMNESTY,
        ..ANY
    },
    Rule {
        id: "permission",
        processes: &["tccd"],
        words: &["Update Access Record", "AUTHREQ_PROMPTING", "was denied", "denied access", "Denying"],
        why: "who was let to, or kept from, microphone, camera, contacts and photos",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "app-installed",
        processes: &["installd", "appstored", "mobile_installation_proxy"],
        words: &["Install Successful", "Installing <", "Uninstalling ", "Uninstall requested", "Installation failed"],
        why: "apps that came and went, where installation logs no longer reach",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "profile",
        processes: &["profiled", "mdmd", "dmd"],
        words: &["profile", "enroll"],
        also: &["install", "remov", "enroll"],
        why: "a configuration profile can bring roots, proxies and management; Triangulation and \
              stalkerware have used what profiles allow",
        source: TRIANGULATION,
        ..ANY
    },
    Rule {
        id: "pairing",
        processes: &["lockdownd", "remotepairingdeviced", "remotepairingd"],
        words: &["pair_device", "Pairing", "pair record", "PairRecord"],
        why: "a paired computer can copy the phone and install on it",
        source: PLATFORM,
        ..ANY
    },
    Rule {
        id: "jailbreak",
        words: &[
            "/var/jb/",
            "jailbreakd",
            "frida-server",
            "frida-agent",
            "CydiaSubstrate",
            "MobileSubstrate",
            "libhooker",
            "ElleKit",
            "TrollStore",
            "palera1n",
            "checkra1n",
            "Dopamine.app",
        ],
        why: "tools that open the phone, put there by its owner or by somebody else",
        source: "https://theapplewiki.com/wiki/Jailbreak",
        ..ANY
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_is_argued_and_asks_for_words() {
        let mut ids = BTreeSet::from([ODD_FOLDER, LINK]);
        for rule in RULES {
            assert!(ids.insert(rule.id), "{} is there twice", rule.id);
            assert!(!rule.words.is_empty() && rule.words.iter().all(|word| word.len() > 3));
            assert!(!rule.why.is_empty() && rule.source.starts_with("https://"), "{}", rule.id);
        }
    }
}
