//! The devices of the account: `transparency.log`, `otctl_status.txt`, `security-sysdiagnose.txt`.

use serde_json::json;

use crate::Result;
use crate::ios::layout::file;
use crate::ios::phone::Phone;

/// Writes all of them: an ordinary account with a phone and a tablet.
pub(super) fn write(phone: &mut Phone) -> Result<()> {
    // Key transparency came with iOS 17.2.
    if phone.plan.ios >= 17 {
        transparency(phone)?;
    }
    circle(phone)?;
    keychain(phone)
}

fn transparency(phone: &mut Phone) -> Result<()> {
    let end = phone.release.backed_up;
    let time = |seconds: i64| end.plus(seconds).iso().replace('T', " ").replace('Z', " +0000");
    let log = json!({
        "registration": [
            { "app": "IDS", "registeredAt": time(-9_000_000), "tokenUpdatedAt": time(-90_000) },
        ],
        "stateMachine": {
            "accountFirstSeen": time(-9_000_000),
            "backgroundOp": { "lastDutyCycle": end.plus(-4000).iso(), "lastSuccess": end.plus(-4000).iso() },
            "lasts": { "configFetch": time(-50_000) },
            "launch": [format!("{} - initializing", end.plus(-172_000).iso().replace('Z', ".946+0000"))],
            "lockState": format!("unlocked {}", time(-2000)),
            "ops": { "validate": format!("done {}", time(-3000)) },
        },
        "selfStatus": { "IDS": { "status": "ok", "devices": [
            { "productName": phone.identity.name, "productType": phone.release.product, "build": phone.release.build },
            { "productName": "Sample iPad", "productType": "iPad14,1", "build": phone.release.build },
        ] } },
    });
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    phone.write(file("", "transparency.log"), text.as_bytes())
}

fn circle(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("circle");
    let (release, identity) = (phone.release, &phone.identity);
    let peer = |name: &str, model: &str, serial: &str, id: String| {
        json!({
            "peerID": id,
            "permanentInfo": { "epoch": 1, "modelID": model, "machineID": "A1B2" },
            "stableInfo": { "device_name": name, "os_version": format!("{} ({})", release.version, release.build), "serial_number": serial },
            "dynamicInfo": { "clock": 12, "included": 2, "excluded": 0 },
        })
    };
    let mut id = || format!("SHA256:{}", rng.hex(44));
    let me = peer(identity.name, release.product, &identity.serial, id());
    let tablet = peer("Sample iPad", "iPad14,1", "DMPSAMPLE0", id());
    let status = json!({
        "contextDump": { "self": me, "peers": [tablet] },
        "containerName": "com.apple.security.keychain",
        "contextID": "defaultContext",
        "stateMachine": { "state": "Ready" },
    });
    let text = serde_json::to_string_pretty(&status).unwrap_or_default();
    phone.write(file("", "otctl_status.txt"), text.as_bytes())
}

fn keychain(phone: &mut Phone) -> Result<()> {
    let release = phone.release;
    let time = |seconds: i64| {
        release.backed_up.plus(seconds).iso().replace('T', " ").replace('Z', " +0000")
    };
    let text = format!(
        "ccstatus: In Circle (0)\nAccount user public is trusted: yes\nGeneration Count: [2026-01-01 00:00 0x10000]\nPeers: 2\n\nEngine state:\n\nRapport keychain state:\nrapport: accc=<SecAccessControlRef: ck>,acct=69AAAFE9-A7FA-4BF3-922E-A14C33F11924,agrp=com.apple.rapport,cdat={},invi=1,labl={},mdat={},pdmn=ck,svce=RPIdentity-SameAccountDevice,sync=1,tomb=0,vwht=Home\n\nAnalytics:\n\nClient: trust\n{} EventSoftFailure: OTAPKIEvent - Attributes: {{product : iPhone OS, build : {}, errorDomain : NSOSStatusErrorDomain, modelid : {}, errorCode : -67694 }}\n{} EventSoftFailure: MitmDetectionEvent - Attributes: {{product : iPhone OS, build : {}, overallScore : 0, timeSinceLastReset : 127, rootUsages : (\n foo\n), errorDomain : MITMErrorDomain, modelid : {}, errorCode : 0 }}\n\n",
        time(-5_000_000),
        phone.identity.name,
        time(-5_000_000),
        time(-600_000),
        release.build,
        release.product,
        time(-500_000),
        release.build,
        release.product,
    );
    phone.write(file("", "security-sysdiagnose.txt"), text.as_bytes())
}
