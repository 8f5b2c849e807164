//! Apps of an ordinary phone.

use super::phone::TAKEN;
use super::vendor::Make;
use super::{Plan, Vendor};
use crate::{Moment, Rng};

/// An app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct App {
    pub(crate) package: String,
    pub(crate) uid: u32,
    pub(crate) system: bool,
    /// Who installed it; nobody for what came with the phone.
    pub(crate) installer: Option<&'static str>,
    pub(crate) version: u32,
    pub(crate) installed: Moment,
}

impl App {
    /// `u0a123`, or the number itself for the system's own.
    pub(crate) fn user(&self) -> String {
        match self.uid.checked_sub(10_000) {
            Some(app) => format!("u0a{app}"),
            None => self.uid.to_string(),
        }
    }

    pub(crate) fn version_name(&self) -> String {
        format!("{}.{}.{}", self.version / 10_000, self.version / 100 % 100, self.version % 100)
    }

    /// Hash of the certificate it is signed with, of `digits` digits: the system's own share one.
    pub(crate) fn certificate(&self, digits: usize) -> String {
        let key = self.package.starts_with("com.android") || self.package == "android";
        Rng::part(7, if key { "platform" } else { &self.package }).hex(digits)
    }

    /// Where its package lies.
    pub(crate) fn folder(&self, make: &Make) -> String {
        let Self { package, .. } = self;
        let short = package.rsplit('.').next().unwrap_or(package);
        match (self.system, make.android) {
            (true, _) if package.starts_with("com.android") => format!("/system/priv-app/{short}"),
            (true, 10..) => format!("/product/app/{short}"),
            (true, _) => format!("/system/app/{short}"),
            (false, 11..) => {
                let random = Rng::part(u64::from(self.uid), package).hex(20);
                format!("/data/app/~~{random}==/{package}-{random}==")
            }
            (false, _) => format!("/data/app/{package}-1"),
        }
    }
}

/// Those of every phone: system or not, package.
const COMMON: &[(bool, &str)] = &[
    (true, "com.android.settings"),
    (true, "com.android.systemui"),
    (true, "com.android.phone"),
    (true, "com.android.providers.telephony"),
    (true, "com.android.providers.media"),
    (true, "com.android.providers.contacts"),
    (true, "com.android.bluetooth"),
    (true, "com.android.shell"),
    (true, "com.android.vending"),
    (true, "com.google.android.gms"),
    (true, "com.google.android.gsf"),
    (true, "com.google.android.webview"),
    (true, "com.google.android.inputmethod.latin"),
    (true, "com.google.android.apps.messaging"),
    (true, "com.google.android.dialer"),
    (true, "com.google.android.apps.maps"),
    (true, "com.google.android.youtube"),
    (true, "com.google.android.gm"),
    (true, "com.google.android.packageinstaller"),
    (true, "com.google.android.marvin.talkback"),
    (true, "com.android.chrome"),
    (false, "com.whatsapp"),
    (false, "org.thoughtcrime.securesms"),
    (false, "org.telegram.messenger"),
    (false, "com.spotify.music"),
    (false, "com.instagram.android"),
    (false, "org.mozilla.firefox"),
    (false, "com.duolingo"),
    (false, "com.ubercab"),
    (false, "org.videolan.vlc"),
    (false, "com.microsoft.office.outlook"),
    (false, "de.hafas.android.db"),
    (false, "com.booking"),
];

/// Those that only phones of one maker have.
const OWN: &[(Vendor, &str)] = &[
    (Vendor::Google, "com.google.android.apps.nexuslauncher"),
    (Vendor::Google, "com.google.android.GoogleCamera"),
    (Vendor::Samsung, "com.sec.android.app.launcher"),
    (Vendor::Samsung, "com.samsung.android.messaging"),
    (Vendor::Samsung, "com.samsung.accessibility"),
    (Vendor::Samsung, "com.sec.android.app.camera"),
    (Vendor::Samsung, "com.samsung.android.dialer"),
    (Vendor::Samsung, "com.wssyncmldm"),
    (Vendor::Xiaomi, "com.miui.home"),
    (Vendor::Xiaomi, "com.miui.securitycenter"),
    (Vendor::Xiaomi, "com.android.camera"),
    (Vendor::Xiaomi, "com.xiaomi.xmsf"),
];

/// Apps of the phone: common ones, the maker's own, and as many more as the plan says.
pub(crate) fn of(plan: &Plan, make: &Make) -> Vec<App> {
    let mut rng = Rng::part(plan.seed, "apps");
    let own = OWN
        .iter()
        .filter(|(vendor, _)| *vendor == make.vendor)
        .map(|(_, package)| (true, *package));
    let mut apps = vec![App {
        package: "android".to_owned(),
        uid: 1000,
        system: true,
        installer: None,
        version: u32::from(make.sdk),
        installed: FIRST,
    }];
    let named =
        COMMON.iter().copied().chain(own).map(|(system, package)| (system, package.to_owned()));
    let more = (0..plan.apps).map(|number| (number % 3 != 0, filler(number, make)));
    for (number, (system, package)) in (0_u32..).zip(named.chain(more)) {
        let uid = match package.as_str() {
            "com.android.phone" => 1001,
            "com.android.bluetooth" => 1002,
            "com.android.shell" => 2000,
            "com.android.settings" => 1000,
            _ => 10_050 + number,
        };
        let days = rng.range(20, 700);
        apps.push(App {
            package,
            uid,
            system,
            installer: (!system).then_some("com.android.vending"),
            version: 10_000 + u32::try_from(rng.below(90_000)).unwrap_or(0),
            installed: if system {
                FIRST
            } else {
                TAKEN.plus(-days * 86_400 - rng.range(0, 80_000))
            },
        });
    }
    apps
}

/// What the system's own apps say: 2008-12-31 23:00:00 UTC.
pub(crate) const FIRST: Moment = Moment::from_unix(1_230_764_400);

fn filler(number: u64, make: &Make) -> String {
    const PARTS: [&str; 8] =
        ["weather", "notes", "radio", "camera", "wallet", "maps", "games", "health"];
    let part =
        usize::try_from(number % 8).ok().and_then(|at| PARTS.get(at)).copied().unwrap_or("app");
    if number.is_multiple_of(3) {
        return format!("org.example.{part}{number}");
    }
    match make.vendor {
        Vendor::Google => format!("com.google.android.overlay.{part}{number}"),
        Vendor::Samsung => format!("com.samsung.android.{part}{number}"),
        Vendor::Xiaomi => format!("com.miui.{part}{number}"),
    }
}

/// The system itself.
pub(crate) fn android() -> &'static App {
    static ANDROID: std::sync::LazyLock<App> = std::sync::LazyLock::new(|| App {
        package: "android".to_owned(),
        uid: 1000,
        system: true,
        installer: None,
        version: 1,
        installed: FIRST,
    });
    &ANDROID
}
