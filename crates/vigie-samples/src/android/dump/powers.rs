//! Services that say which apps hold powers over the phone, and the activities that run.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local};

/// What is dumped first, because it may change while the rest is dumped.
pub(super) fn critical(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.command("DUMPSYS CRITICAL", "/system/bin/dumpsys")?;
    dump.service("CRITICAL activity")?;
    dump.block("ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\nDisplay #0 (activities from top to bottom):\n  * Task{5ea3a2f #1204 type=standard A=10071:com.android.settings U=0 visible=true mode=fullscreen}")?;
    for (number, app) in phone.apps.iter().rev().take(12).enumerate() {
        put!(
            dump,
            "    * Hist #{number}: ActivityRecord{{{:x} u0 {}/.MainActivity t{}}}",
            0x00ab_1200 + app.uid,
            app.package,
            1100 + number
        );
        put!(dump, "      packageName={} processName={}", app.package, app.package);
    }
    if dump.has(Plant::CriticalActivity) {
        let app = Plant::CriticalActivity.value();
        dump.plant_next(Plant::CriticalActivity);
        put!(dump, "    * Hist #12: ActivityRecord{{77abc1 u0 {app}/.Onzichtbaar t1177}}");
    }
    dump.end_service()?;
    dump.service("CRITICAL SurfaceFlinger")?;
    dump.block("Build configuration: [sf DISABLE_TRIPLE_BUFFERING PRESENT_TIME_OFFSET=0]\nDisplay identification data:\nDisplay 4619827259835644672 (HWC display 0): port=0 pnpId=GGL")?;
    dump.end_service()?;
    put!(dump, "------ 0.131s was the duration of 'DUMPSYS CRITICAL' ------");
    put!(dump);
    Ok(())
}

pub(super) fn activities(dump: &mut Dump, _: &Phone) -> Result<()> {
    dump.short_command("APP ACTIVITIES", "/system/bin/dumpsys -v -t 30 activity -v all", "TASK 10071:com.android.settings id=1204 userId=0\n  ACTIVITY com.android.settings/.Settings 8ab1c2d pid=4711\n    Local Activity 4d2e7f3 State:\n      mResumed=true mStopped=false mFinished=false")
}

pub(super) fn activity(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("activity")?;
    put!(dump, "ACTIVITY MANAGER SETTINGS (dumpsys activity settings) activity_manager_constants:");
    put!(dump, "  max_cached_processes=32");
    put!(dump);
    put!(dump, "ACTIVITY MANAGER BROADCAST STATE (dumpsys activity broadcasts)");
    put!(dump, "  Historical broadcasts [foreground]:");
    let count = (phone.plan.lines / 60).max(10);
    for number in 0..count {
        let app = phone.app(number * 3);
        put!(
            dump,
            "  Historical Broadcast foreground #{number}: BroadcastRecord{{{:x} u0 android.intent.action.TIME_TICK}} to user 0",
            number * 0x35_1b + 1
        );
        put!(dump, "    caller={} null pid={} uid={}", app.package, 1000 + number % 9000, app.uid);
    }
    put!(dump);
    dump.end_service()
}

pub(super) fn device_policy(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("device_policy")?;
    put!(dump, "Current Device Policy Manager state:");
    put!(dump, "  Immutable state:");
    put!(dump, "    mHasFeature=true");
    put!(dump, "  Enabled Device Admins (User 0, provisioningState: 0):");
    if dump.has(Plant::DevicePolicy) {
        let app = Plant::DevicePolicy.value();
        dump.plant_next(Plant::DevicePolicy);
        put!(dump, "    {app}/.Beheer:");
        dump.block("      uid=10921\n      testOnlyAdmin=false\n      policies:\n        wipe-data\n        force-lock\n      passwordQuality=0x0")?;
    }
    put!(dump, "    com.google.android.gms/.mdm.receivers.MdmDeviceAdminReceiver:");
    put!(dump, "      uid=10059");
    put!(dump, "      testOnlyAdmin=false");
    put!(dump, "      policies:");
    put!(dump, "        force-lock");
    put!(dump, "    mPasswordOwner=-1");
    if phone.make.android >= 12 {
        put!(dump, "  Encryption Status: per-user");
    }
    dump.end_service()
}

pub(super) fn device_idle(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("deviceidle")?;
    dump.block("  Settings:\n    light_after_inactive_to=+4m0s0ms\n    inactive_to=+30m0s0ms\n  Whitelist (except idle) system apps:\n    com.android.providers.downloads\n    com.google.android.gms\n  Whitelist system apps:\n    com.google.android.gms")?;
    put!(dump, "  Whitelist user apps:");
    put!(dump, "    com.whatsapp");
    if dump.has(Plant::DeviceIdle) {
        dump.plant_next(Plant::DeviceIdle);
        put!(dump, "    {}", Plant::DeviceIdle.value());
    }
    put!(dump, "  Whitelist (except idle) all app ids:");
    for app in phone.apps.iter().take(5) {
        put!(dump, "    {}", app.uid);
    }
    put!(dump, "  mLightState=ACTIVE");
    put!(dump, "  mState=ACTIVE");
    dump.end_service()
}

pub(super) fn input_method(dump: &mut Dump, _: &Phone) -> Result<()> {
    dump.service("input_method")?;
    put!(dump, "Current Input Method Manager state:");
    put!(dump, "  Input Methods: mMethodMapUpdateCount=1");
    put!(dump, "  InputMethod #0:");
    put!(
        dump,
        "    mId=com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME mSettingsActivityName=null mIsVrOnly=false"
    );
    put!(dump, "    mIsDefaultResId=0x7f050007");
    if dump.has(Plant::InputMethod) {
        let app = Plant::InputMethod.value();
        put!(dump, "  InputMethod #1:");
        dump.plant_next(Plant::InputMethod);
        put!(dump, "    mId={app}/.Toetsenbord mSettingsActivityName=null mIsVrOnly=false");
        put!(dump, "    mIsDefaultResId=0x0");
    }
    put!(dump, "  Clients:");
    put!(
        dump,
        "  mCurMethodId=com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME"
    );
    dump.end_service()
}

pub(super) fn notification(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("notification")?;
    put!(dump, "Current Notification Manager state:");
    put!(dump, "  Notification List:");
    for app in phone.apps.iter().filter(|app| !app.system).take(6) {
        put!(
            dump,
            "    NotificationRecord(0x0{:x}: pkg={} user=UserHandle{{0}} id=1 tag=null importance=3 key=0|{}|1|null|{}: Notification(channel=default))",
            app.uid,
            app.package,
            app.package,
            app.uid
        );
    }
    put!(dump);
    put!(dump, "  Notification listeners:");
    put!(dump, "    Allowed notification listeners:");
    let launcher = "com.google.android.apps.nexuslauncher/com.android.launcher3.notification.NotificationListener";
    put!(dump, "      {launcher} (user: 0 isPrimary: true)");
    if dump.has(Plant::Notification) {
        let app = Plant::Notification.value();
        dump.plant_next(Plant::Notification);
        put!(dump, "      {app}/{app}.Lezer (user: 0 isPrimary: true)");
    }
    put!(dump, "    All notification listeners (1) enabled for current profiles:");
    put!(dump, "      ComponentInfo{{{launcher}}}");
    put!(dump, "    Live notification listeners (1):");
    put!(dump, "      ComponentInfo{{{launcher}}} (user 0): android.os.BinderProxy@1a2b SYSTEM");
    put!(dump, "    Snoozed notification listeners (0):");
    put!(dump, "  Policy access:");
    dump.end_service()
}

pub(super) fn connectivity(dump: &mut Dump, _: &Phone) -> Result<()> {
    dump.service("connectivity")?;
    dump.block("NetworkProviders for: mCellularData\nActive default network: 101\nCurrent network preferences:\n  Networks:")?;
    put!(
        dump,
        "    NetworkAgentInfo{{network{{101}} handle{{437971}} ni{{WIFI CONNECTED}} Score(60) lp{{{{InterfaceName: wlan0 LinkAddresses: [ 192.168.1.23/24 ] DnsAddresses: [ /192.168.1.1 ] Domains: home MTU: 1500 }}}}}}"
    );
    if dump.has(Plant::Connectivity) {
        dump.plant_next(Plant::Connectivity);
        put!(
            dump,
            "    NetworkAgentInfo{{network{{102}} ni{{VPN CONNECTED}} lp{{{{InterfaceName: tun0 DnsAddresses: [ /{} ] MTU: 1400 }}}}}}",
            Plant::Connectivity.value()
        );
    }
    dump.end_service()
}

pub(super) fn role(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("role")?;
    put!(dump, "ROLE MANAGER STATE (dumpsys role):");
    let mut holders = vec![
        ("android.app.role.SMS", "com.google.android.apps.messaging"),
        ("android.app.role.DIALER", "com.google.android.dialer"),
        ("android.app.role.BROWSER", "com.android.chrome"),
    ];
    if phone.plan.has(Plant::Role) {
        holders.push(("android.app.role.CALL_REDIRECTION", Plant::Role.value()));
    }
    if phone.make.android >= 12 {
        // One brace of a dual dump a line.
        dump.block(
            "{\n  user_states={\n    user_id=0\n    version=3\n    packages_hash=0A1B\n    roles=[",
        )?;
        for (role, holder) in holders {
            put!(dump, "      {{");
            put!(dump, "        name={role}");
            if holder == Plant::Role.value() {
                dump.plant_next(Plant::Role);
            }
            put!(dump, "        holders={holder}");
            put!(dump, "      }}");
        }
        dump.block("    ]\n  }\n}")?;
    } else {
        dump.block("{\n  user_states={\n    user_id=0\n    version=1\n    packages_hash=0A1B")?;
        for (role, holder) in holders {
            put!(dump, "    roles={{");
            put!(dump, "      name={role}");
            if holder == Plant::Role.value() {
                dump.plant_next(Plant::Role);
            }
            put!(dump, "      holders={holder}");
            put!(dump, "    }}");
        }
        dump.block("  }\n}")?;
    }
    dump.end_service()
}

pub(super) fn telecom(dump: &mut Dump, _: &Phone) -> Result<()> {
    dump.short("telecom", "CallsManager: \n  mCalls: \n  mCallAudioManager:\n    All calls:\n\nmPhoneAccountRegistrar:\n  xmlVersion: 9\n  defaultOutgoing: null\n  phoneAccounts:\n    [[X] PhoneAccount: ComponentInfo{com.android.phone/com.android.services.telephony.TelephonyConnectionService}, [***], UserHandle{0} Capabilities: CallProvider]")
}

pub(super) fn user(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("user")?;
    put!(dump, "Current user: 0");
    put!(dump);
    put!(dump, "Users:");
    put!(dump, "  UserInfo{{0:Owner:4c13}} serialNo=0 isPrimary=true");
    put!(dump, "    Type: android.os.usertype.full.SYSTEM");
    put!(dump, "    Flags: 19475 (ADMIN|FULL|INITIALIZED|PRIMARY|SYSTEM)");
    put!(dump, "    State: RUNNING_UNLOCKED");
    put!(dump, "    Created: <unknown>");
    if phone.plan.has(Plant::ProfilePackage) {
        put!(dump, "  UserInfo{{10:Work profile:1030}} serialNo=10 isPrimary=false");
        put!(dump, "    Type: android.os.usertype.profile.MANAGED");
        put!(dump, "    State: RUNNING_UNLOCKED");
        put!(dump, "    Created: +9d0h0m0s0ms ago");
    }
    dump.end_service()
}

pub(super) fn vpn(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("vpn_management")?;
    put!(dump, "VPNs:");
    let planted = dump.has(Plant::Vpn);
    if planted {
        dump.plant_next(Plant::Vpn);
    }
    put!(dump, "  0: {}", if planted { Plant::Vpn.value() } else { "[Legacy VPN]" });
    if planted {
        put!(dump, "    Active package name: {}", Plant::Vpn.value());
        put!(dump, "    Active vpn type: 1");
    }
    put!(dump, "  updated {}", local(TAKEN.plus(-i64::from(phone.make.sdk))));
    dump.end_service()
}
