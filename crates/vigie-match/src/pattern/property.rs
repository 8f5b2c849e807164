//! Which object paths of STIX patterns stand for which observable.

use vigie_core::ObservableKind;

use super::tree::{ObjectPath, Step};

/// What an object path means to the evidence Vigie reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Property {
    /// Values of this kind.
    Observable(ObservableKind),
    /// The subject of a certificate, as a distinguished name.
    Subject,
    /// A user's account: an address or a number, if it looks like one.
    Account,
    /// A command with its arguments.
    CommandLine,
    /// Narrows an address or host to a port, a protocol or a resolution that evidence on a phone
    /// does not show.
    Narrowing,
    /// Says what the neighbouring property is; always true.
    Description,
    /// Nothing any evidence shows.
    Unused,
}

/// What `path` stands for.
pub(crate) fn property(path: &ObjectPath) -> Property {
    use ObservableKind as Kind;
    let names: Vec<&str> = path
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Name(name) => Some(name.as_str()),
            Step::Index(_) => None,
        })
        .collect();
    let kind = match (path.object.as_str(), names.as_slice()) {
        ("domain-name" | "hostname" | "x-hostname", ["value"]) => Kind::Host,
        ("ipv4-addr" | "ipv6-addr" | "ip-addr", ["value"]) => Kind::Ip,
        ("url" | "uri", ["value"]) => Kind::Url,
        ("email-addr" | "email-address", ["value"]) => Kind::Email,
        ("email-message", [reference, "value"]) if is_sender(reference) => Kind::Email,
        ("network-traffic", [end, "value"]) if is_end(end) => Kind::Host,
        ("network-traffic", ["extensions", "http-request-ext", "request_header", "Host"]) => {
            Kind::Host
        }
        ("phone-number" | "x-phone" | "x-phone-number" | "phone", ["value" | "number"]) => {
            Kind::Phone
        }
        ("process", ["name" | "binary_ref" | "image_ref", ..]) => match names.as_slice() {
            ["name"] | [_, "name"] => Kind::Process,
            [_, "path" | "parent_directory_ref", ..] => Kind::Path,
            [_, "hashes", algorithm] if is_usable_hash(algorithm) => Kind::FileHash,
            _ => return Property::Unused,
        },
        ("process", ["image_path" | "executable" | "image"]) => Kind::Process,
        ("process", ["command_line"]) => return Property::CommandLine,
        ("file", ["name"]) => Kind::FileName,
        ("file", ["path" | "full_path"] | ["parent_directory_ref", "path"]) => Kind::Path,
        ("directory", ["path"]) => Kind::Path,
        ("file" | "artifact", ["hashes"]) => Kind::FileHash,
        ("file" | "artifact", ["hashes", algorithm]) if is_usable_hash(algorithm) => Kind::FileHash,
        ("app" | "application" | "software", ["id" | "package_name" | "bundle_id"]) => Kind::AppId,
        ("app", ["cert", algorithm]) if is_usable_hash(algorithm) => Kind::CertificateHash,
        ("x509-certificate", ["hashes", algorithm]) if is_usable_hash(algorithm) => {
            Kind::CertificateHash
        }
        ("x509-certificate", ["subject"]) => return Property::Subject,
        ("configuration-profile", ["id" | "uuid" | "identifier"]) => Kind::ProfileId,
        ("android-property", ["name"]) => Kind::AndroidProperty,
        ("user-account", ["user_id" | "account_login"]) => return Property::Account,
        ("network-traffic", [.., last]) if is_narrowing(last) => return Property::Narrowing,
        ("domain-name", ["resolves_to_refs", "value"]) => return Property::Narrowing,
        (_, [.., "type"]) if names.len() > 1 => return Property::Description,
        _ => return Property::Unused,
    };
    Property::Observable(kind)
}

fn is_sender(reference: &str) -> bool {
    matches!(reference, "from_ref" | "sender_ref" | "to_refs" | "cc_refs" | "bcc_refs")
}

fn is_end(reference: &str) -> bool {
    matches!(reference, "dst_ref" | "src_ref")
}

fn is_narrowing(name: &str) -> bool {
    matches!(name, "dst_port" | "src_port" | "protocols")
}

/// Hashes that some evidence shows; the length of the value says which it is.
fn is_usable_hash(algorithm: &str) -> bool {
    let plain: String =
        algorithm.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    matches!(plain.as_str(), "md5" | "sha1" | "sha256" | "sha512")
}
