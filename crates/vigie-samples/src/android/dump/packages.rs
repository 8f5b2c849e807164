//! `package`: who answers which intents, every app with its permissions, and sessions of
//! installations.

use super::{Dump, put};
use crate::Result;
use crate::android::apps::App;
use crate::android::phone::{Phone, TAKEN, local};
use crate::android::{Plant, Vendor};

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("package")?;
    dump.block("Database versions:\n  Internal:\n    sdkVersion=30 databaseVersion=3\n\nVerifiers:\n  Required: com.android.vending (uid=10058)\n\nIntent Filter Verifier:\n  Using: com.google.android.gms (uid=10059)\n\nLibraries:\n  android.test.base -> (jar) /system/framework/android.test.base.jar\n  android.test.mock -> (jar) /system/framework/android.test.mock.jar\n\nFeatures:\n  android.hardware.bluetooth\n  android.hardware.camera\n")?;
    resolvers(
        dump,
        phone,
        "Activity",
        &[
            ("android.intent.action.MAIN", "MainActivity"),
            ("android.intent.action.VIEW", "ViewActivity"),
            ("android.intent.action.SEND", "ShareActivity"),
        ],
        Plant::Activity,
        "android.intent.action.VIEW",
    )?;
    resolvers(
        dump,
        phone,
        "Receiver",
        &[
            ("android.intent.action.BOOT_COMPLETED", "BootReceiver"),
            ("android.intent.action.PACKAGE_ADDED", "PackageReceiver"),
        ],
        Plant::Receiver,
        "android.provider.Telephony.SMS_RECEIVED",
    )?;
    dump.block("Key Set Manager:\n  [com.google.android.gms]\n      Signing KeySets: 3\n")?;
    put!(dump, "Packages:");
    for app in &phone.apps {
        block(dump, phone, app, None)?;
    }
    planted(dump, phone)?;
    put!(dump);
    put!(dump, "Hidden system packages:");
    for app in phone.apps.iter().filter(|app| app.package == "com.google.android.webview") {
        block(dump, phone, app, None)?;
    }
    if dump.has(Plant::HiddenPackage) {
        let app = App { system: true, ..extra(Plant::HiddenPackage.value(), 10_910) };
        block(dump, phone, &app, Some(Plant::HiddenPackage))?;
    }
    put!(dump);
    if phone.make.android >= 11 {
        dump.block("Queries:\n  system apps queryable: false\n  queries via forceQueryable:\n\nPackage warning messages:\n")?;
    }
    sessions(dump, phone)?;
    dump.block("Dexopt state:\n  [com.whatsapp]\n    path: /data/app/base.apk\n      arm64: [status=speed-profile] [reason=bg-dexopt]")?;
    dump.end_service()
}

/// An app that only plants have.
fn extra(package: &str, uid: u32) -> App {
    App {
        package: package.to_owned(),
        uid,
        system: false,
        installer: Some("com.android.vending"),
        version: 10_003,
        installed: TAKEN.plus(-9 * 86_400),
    }
}

fn planted(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let plants = [
        (Plant::Package, Plant::Package.value(), 10_911),
        (Plant::ProfilePackage, Plant::ProfilePackage.value(), 10_912),
        (Plant::RootPackage, Plant::RootPackage.seen(), 10_913),
    ];
    for (plant, package, uid) in plants {
        if dump.has(plant) {
            block(dump, phone, &extra(package, uid), Some(plant))?;
        }
    }
    if dump.has(Plant::ShellInstall) {
        let app = App { installer: None, ..extra(Plant::ShellInstall.seen(), 10_914) };
        block(dump, phone, &app, Some(Plant::ShellInstall))?;
    }
    Ok(())
}

fn resolvers(
    dump: &mut Dump,
    phone: &Phone,
    what: &str,
    actions: &[(&str, &str)],
    plant: Plant,
    planted_at: &str,
) -> Result<()> {
    let mut rng = phone.rng(what);
    put!(dump, "{what} Resolver Table:");
    put!(dump, "  Schemes:");
    put!(dump, "      https:");
    for app in phone.apps.iter().step_by(4) {
        put!(dump, "        {} {}/.LinkActivity (2 filters)", rng.hex(7), app.package);
    }
    put!(dump);
    put!(dump, "  Non-Data Actions:");
    for (action, class) in actions {
        put!(dump, "      {action}:");
        for app in &phone.apps {
            put!(dump, "        {} {}/.{class}", rng.hex(7), app.package);
        }
        if dump.has(plant) && *action == planted_at {
            dump.plant_next(plant);
            put!(dump, "        {} {}/.{class}", rng.hex(7), plant.value());
        }
    }
    if what == "Receiver" {
        // A heading that one model indents too far.
        put!(
            dump,
            "{}android.provider.Telephony.SMS_RECEIVED:",
            if phone.make.android >= 16 { "               " } else { "      " }
        );
        put!(dump, "        {} com.google.android.apps.messaging/.SmsReceiver", rng.hex(7));
        if dump.has(plant) {
            dump.plant_next(plant);
            put!(dump, "        {} {}/.Sms", rng.hex(7), plant.value());
        }
    }
    put!(dump);
    Ok(())
}

fn block(dump: &mut Dump, phone: &Phone, app: &App, plant: Option<Plant>) -> Result<()> {
    let make = &phone.make;
    let (package, uid, folder) = (&app.package, app.uid, app.folder(make));
    let installed = local(app.installed);
    if let Some(plant) = plant {
        dump.plant_next(plant);
    }
    put!(dump, "  Package [{package}] ({:x}):", u64::from(uid) * 0x9e37 + 7);
    put!(dump, "    {}={uid}", if make.android >= 13 { "appId" } else { "userId" });
    if uid < 10_000 {
        put!(dump, "    sharedUser=SharedUserSetting{{cb92b86 android.uid.system/{uid}}}");
    }
    put!(dump, "    pkg=Package{{{:x} {package}}}", uid);
    put!(dump, "    codePath={folder}");
    if make.vendor == Vendor::Xiaomi && make.android >= 12 && uid.is_multiple_of(5) {
        // MIUI prints these without indentation, inside the block.
        put!(dump, "{package} overlay paths:");
        put!(dump, "    /product/overlay/{package}Overlay.apk");
    }
    put!(dump, "    resourcePath={folder}");
    put!(dump, "    legacyNativeLibraryDir={folder}/lib");
    put!(dump, "    primaryCpuAbi=arm64-v8a");
    put!(dump, "    secondaryCpuAbi=null");
    put!(dump, "    versionCode={} minSdk=23 targetSdk={}", app.version, make.sdk);
    if make.vendor == Vendor::Samsung {
        put!(dump);
    }
    put!(dump, "    versionName={}", app.version_name());
    put!(dump, "    splits=[base]");
    put!(dump, "    apkSigningVersion=2");
    let flags = if app.system {
        "SYSTEM HAS_CODE ALLOW_CLEAR_USER_DATA"
    } else {
        "HAS_CODE ALLOW_CLEAR_USER_DATA ALLOW_BACKUP"
    };
    put!(dump, "    flags=[ {flags} ]");
    put!(dump, "    dataDir=/data/user/0/{package}");
    put!(dump, "    supportsScreens=[small, medium, large, xlarge, resizeable, anyDensity]");
    put!(dump, "    timeStamp={installed}");
    if make.android < 13 {
        put!(dump, "    firstInstallTime={installed}");
    }
    put!(dump, "    lastUpdateTime={installed}");
    match (plant, app.installer) {
        (Some(Plant::ShellInstall), _) => {
            put!(dump, "    installerPackageName=null");
            if make.android >= 11 {
                put!(dump, "    initiatingPackageName=com.android.shell");
            }
        }
        (_, Some(installer)) => {
            put!(dump, "    installerPackageName={installer}");
            if make.android >= 11 {
                put!(dump, "    initiatingPackageName={installer}");
                put!(dump, "    packageSource=2");
            }
        }
        _ => {}
    }
    put!(
        dump,
        "    signatures=PackageSignatures{{{uid:x} version:2, signatures:[{}], past signatures:[]}}",
        app.certificate(8)
    );
    put!(dump, "    installPermissionsFixed=true");
    put!(dump, "    pkgFlags=[ {flags} ]");
    if make.vendor == Vendor::Google && make.android >= 15 && uid.is_multiple_of(7) {
        put!(dump);
    }
    put!(dump, "    requested permissions:");
    for permission in
        ["INTERNET", "ACCESS_NETWORK_STATE", "WAKE_LOCK", "RECEIVE_BOOT_COMPLETED", "CAMERA"]
    {
        put!(dump, "      android.permission.{permission}");
    }
    put!(dump, "    install permissions:");
    for permission in ["INTERNET", "ACCESS_NETWORK_STATE", "WAKE_LOCK", "RECEIVE_BOOT_COMPLETED"] {
        put!(dump, "      android.permission.{permission}: granted=true");
    }
    user(dump, phone, app, 0, plant != Some(Plant::ProfilePackage))?;
    if plant == Some(Plant::ProfilePackage) {
        user(dump, phone, app, 10, true)?;
    }
    Ok(())
}

fn user(dump: &mut Dump, phone: &Phone, app: &App, user: u32, installed: bool) -> Result<()> {
    put!(
        dump,
        "    User {user}: ceDataInode={} installed={installed} hidden=false suspended=false stopped=false notLaunched=false enabled=0 instant=false virtual=false",
        4_000_000 + u64::from(app.uid)
    );
    if phone.make.android >= 13 {
        put!(dump, "      installReason=0");
        let first = if installed { local(app.installed) } else { "1970-01-01 01:00:00".to_owned() };
        put!(dump, "      firstInstallTime={first}");
        put!(dump, "      dataDir=/data/user/{user}/{}", app.package);
    }
    put!(dump, "      gids=[3002, 3003]");
    put!(dump, "      runtime permissions:");
    put!(
        dump,
        "        android.permission.CAMERA: granted={}, flags=[ USER_SET|USER_SENSITIVE_WHEN_GRANTED]",
        app.uid.is_multiple_of(3)
    );
    if !app.system {
        put!(
            dump,
            "        android.permission.POST_NOTIFICATIONS: granted=true, flags=[ USER_SET]"
        );
    }
    Ok(())
}

fn sessions(dump: &mut Dump, phone: &Phone) -> Result<()> {
    put!(dump, "Active install sessions:");
    put!(dump);
    put!(
        dump,
        "{} install sessions:",
        if phone.make.android >= 13 { "Finalized" } else { "Historical" }
    );
    for app in phone.apps.iter().filter(|app| !app.system).take(12) {
        session(dump, app.uid, &app.package, "com.android.vending", app.installed.0 / 1000)?;
    }
    if dump.has(Plant::InstallSession) {
        dump.plant_next(Plant::InstallSession);
        session(
            dump,
            77,
            Plant::InstallSession.value(),
            "com.android.shell",
            TAKEN.plus(-500_000).0 / 1000,
        )?;
    }
    put!(dump);
    Ok(())
}

fn session(dump: &mut Dump, number: u32, package: &str, by: &str, millis: i64) -> Result<()> {
    put!(dump, "  Session {number}:");
    put!(
        dump,
        "    userId=0 mOriginalInstallerUid=10058 mOriginalInstallerPackageName={by} installerPackageName=com.android.vending installInitiatingPackageName={by} installOriginatingPackageName=null mInstallerUid=10058 createdMillis={millis} updatedMillis={millis} committedMillis={} stageDir=/data/app/vmdl{number}.tmp stageCid=null",
        millis + 2_000
    );
    put!(
        dump,
        "    mode=1 installFlags=0x12 installLocation=1 installReason=4 sizeBytes=42928 appPackageName={package} appIcon=false appLabel=null originatingUri=null originatingUid=-1 referrerUri=null abiOverride=null packageSource=2"
    );
    put!(
        dump,
        "    mClientProgress=1.0 mProgress=1.0 mCommitted=true mSealed=true mPermissionsManuallyAccepted=false mStageDirInUse=false mDestroyed=true mSessionErrorCode=1 mSessionErrorMessage="
    );
    put!(dump);
    Ok(())
}
