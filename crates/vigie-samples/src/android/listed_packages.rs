//! `packages.json`: every app, its files, their hashes and certificates.

use serde_json::{Value, json};

use super::Plant;
use super::apps::App;
use super::files::Files;
use crate::{Result, Rng};

/// What is listed of one app, where it differs from others.
struct Listed<'a> {
    package: &'a str,
    uid: u32,
    system: bool,
    installer: &'a str,
    path: String,
    disabled: bool,
    sha256: String,
    certificate_sha1: String,
    certificate_sha256: String,
}

impl<'a> Listed<'a> {
    fn of(app: &'a App, folder: &str, rng: &mut Rng) -> Self {
        Self {
            package: &app.package,
            uid: app.uid,
            system: app.system,
            installer: app.installer.unwrap_or("null"),
            path: format!("{folder}/base.apk"),
            disabled: false,
            sha256: rng.hex(64),
            certificate_sha1: app.certificate(40),
            certificate_sha256: app.certificate(64),
        }
    }

    fn json(&self, rng: &mut Rng) -> Value {
        let name = format!("C=US, O=Example Ltd, CN={}", self.package);
        let certificate = json!({
            "Md5": rng.hex(32), "Sha1": self.certificate_sha1, "Sha256": self.certificate_sha256,
            "ValidFrom": "2010-06-25T23:07:16Z", "ValidTo": "2044-02-15T23:07:16Z",
            "Issuer": name, "Subject": name,
            "SignatureAlgorithm": "SHA256-RSA", "SerialNumber": 1_277_507_236_u32,
        });
        json!({
            "name": self.package, "installer": self.installer, "uid": self.uid,
            "disabled": self.disabled, "system": self.system, "third_party": !self.system,
            "files": [{
                "path": self.path, "local_name": "", "md5": rng.hex(32), "sha1": rng.hex(40),
                "sha256": self.sha256, "sha512": rng.hex(128), "error": "",
                "verified_certificate": true, "certificate": certificate,
                "certificate_error": "", "trusted_certificate": self.system,
            }],
        })
    }
}

pub(super) fn write(files: &mut Files) -> Result<()> {
    let phone = files.phone;
    let mut rng = phone.rng("packages.json");
    let mut list = Vec::new();
    for app in &phone.apps {
        let listed = Listed::of(app, &app.folder(&phone.make), &mut rng);
        list.push(listed.json(&mut rng));
    }
    files.answers.count("packages", u64::try_from(list.len()).unwrap_or(0));
    for plant in PLANTS {
        if files.has(*plant) {
            let app =
                App { package: package(*plant).to_owned(), uid: 10_970, ..phone.app(30).clone() };
            let mut listed = Listed::of(&app, "/data/app/~~77==", &mut rng);
            match plant {
                Plant::QfPackageHash => plant.value().clone_into(&mut listed.sha256),
                Plant::QfCertificate => plant.value().clone_into(&mut listed.certificate_sha256),
                Plant::QfCertificateSha1 => plant.value().clone_into(&mut listed.certificate_sha1),
                Plant::QfDisabledUpdates => (listed.disabled, listed.system) = (true, true),
                _ => {}
            }
            list.push(listed.json(&mut rng));
            files.planted(*plant, "packages.json", None);
        }
    }
    files.write("packages.json", serde_json::to_string_pretty(&list)?.as_bytes())
}

const PLANTS: &[Plant] = &[
    Plant::QfPackage,
    Plant::QfPackageHash,
    Plant::QfCertificate,
    Plant::QfCertificateSha1,
    Plant::QfDisabledUpdates,
];

const fn package(plant: Plant) -> &'static str {
    match plant {
        Plant::QfPackageHash => "org.example.hash",
        Plant::QfCertificate => "org.example.cert",
        Plant::QfCertificateSha1 => "org.example.oldcert",
        _ => plant.seen(),
    }
}
