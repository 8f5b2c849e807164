//! HI-1 messages (ETSI TS 103 120): the objects that warrant and task an interception, in XML or JSON.

use base64ct::{Base64, Encoding as _};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use vigie_core::Time;

use crate::identity::Identity;
use crate::markup::Node;

/// Objects of one message.
const MOST_OBJECTS: usize = 10_000;

/// One approval.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Approval {
    /// `ApprovalType`: a decision, an opinion.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sort: String,
    /// `ApprovalDescription`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) description: String,
    /// `ApprovalReference`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) reference: String,
    /// Name of who approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    /// Role of who approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) role: String,
    /// `ApprovalTimestamp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `ApprovalIsEmergency`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) emergency: bool,
    /// Whether it carries `ApprovalDigitalSignature`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) signed: bool,
}

impl Approval {
    /// Whether it is an opinion, not a decision.
    pub(crate) fn is_opinion(&self) -> bool {
        let sort = self.sort.to_ascii_uppercase();
        sort.contains("OPINION") || sort.contains("AVIS")
    }

    /// Whether it is an opinion of the plenary formation.
    pub(crate) fn is_plenary(&self) -> bool {
        let text = self.description.to_ascii_uppercase();
        self.is_opinion() && ["PLENI", "PLÉNI", "PLENAR"].iter().any(|word| text.contains(word))
    }
}

/// Where a task has its product delivered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Destination {
    /// IP address, or name.
    pub(crate) address: String,
    /// Port, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
    /// `IRI` or `CC`; empty where both.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) product: String,
    /// `HandoverFormat`: `TS102232-5`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) format: String,
}

/// Which object it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ObjectSort {
    /// `AuthorisationObject`.
    Authorisation,
    /// `LITaskObject`, `LDTaskObject`, `LPTaskObject`.
    Task,
    /// `DocumentObject`.
    Document,
    /// Any other.
    #[default]
    Other,
}

/// An object as one message has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Object {
    /// `ActionIdentifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<u64>,
    /// `CREATE`, `UPDATE`, …
    pub(crate) action: String,
    /// Which it is.
    pub(crate) sort: ObjectSort,
    /// `ObjectIdentifier`.
    pub(crate) id: String,
    /// `CountryCode`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) country: String,
    /// `OwnerIdentifier`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) owner: String,
    /// `Generation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) generation: Option<u64>,
    /// `AssociatedObject`s.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) associated: Vec<String>,
    /// Reference of the warrant, LIID of the task, reference of the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) reference: String,
    /// `AuthorisationLegalType`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) legal_type: String,
    /// `AuthorisationPriority`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) priority: String,
    /// Its status.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) status: String,
    /// When it begins to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Time>,
    /// When it ends to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// `AuthorisationCreationTimestamp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// Operators it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) operators: Vec<String>,
    /// Approvals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) approvals: Vec<Approval>,
    /// Flags: `IsEmergency`, `IsTest`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flags: Vec<String>,
    /// Whom a task is aimed at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) targets: Vec<Identity>,
    /// `ServiceType` of the target.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) service: String,
    /// `IRIOnly`, `CCOnly`, `IRIandCC`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) delivery: String,
    /// Where the product goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) destinations: Vec<Destination>,
    /// Whether the checksum of a document is that of its contents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) checksum_agrees: Option<bool>,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Message {
    pub(crate) sender: String,
    pub(crate) receiver: String,
    pub(crate) transaction: String,
    pub(crate) at: Option<Time>,
    pub(crate) signed: bool,
    pub(crate) objects: Vec<Object>,
}

/// The message that a document is; `None` when it is another document.
pub(crate) fn message(root: &Node) -> Option<Message> {
    let header = root.child("Header")?;
    let payload = root.child("Payload");
    let party = |name: &str| header.text_at(&[name, "UniqueIdentifier"]).unwrap_or_default();
    let mut message = Message {
        sender: party("SenderIdentifier"),
        receiver: party("ReceiverIdentifier"),
        transaction: header.text_at(&["TransactionIdentifier"]).unwrap_or_default(),
        at: header.text_at(&["Timestamp"]).and_then(|text| Time::parse(&text)),
        signed: root.child("Signature").is_some(),
        objects: Vec::new(),
    };
    let requests = payload.and_then(|payload| payload.at(&["RequestPayload", "ActionRequests"]));
    for request in requests.iter().flat_map(|requests| requests.all("ActionRequest")) {
        let number = request.text_at(&["ActionIdentifier"]).and_then(|text| text.parse().ok());
        for action in &request.children {
            for node in action.all("HI1Object") {
                if message.objects.len() < MOST_OBJECTS {
                    message.objects.push(object(node, &action.name, number));
                }
            }
        }
    }
    Some(message)
}

fn object(node: &Node, action: &str, number: Option<u64>) -> Object {
    let kind = node.xsi_type().unwrap_or("");
    let text = |path: &[&str]| node.text_at(path).unwrap_or_default();
    let sort = match kind {
        "AuthorisationObject" => ObjectSort::Authorisation,
        "LITaskObject" | "LDTaskObject" | "LPTaskObject" => ObjectSort::Task,
        "DocumentObject" => ObjectSort::Document,
        _ => ObjectSort::Other,
    };
    let associated = node.child("AssociatedObjects");
    let mut object = Object {
        number,
        action: action.to_owned(),
        sort,
        id: text(&["ObjectIdentifier"]),
        country: text(&["CountryCode"]),
        owner: text(&["OwnerIdentifier"]),
        generation: text(&["Generation"]).parse().ok(),
        associated: associated
            .iter()
            .flat_map(|node| node.all("AssociatedObject"))
            .map(|node| node.text.trim().to_owned())
            .collect(),
        ..Object::default()
    };
    match sort {
        ObjectSort::Authorisation => authorisation(node, &mut object),
        ObjectSort::Task => task(node, &mut object),
        ObjectSort::Document => document(node, &mut object),
        ObjectSort::Other => {}
    }
    object
}

fn time(node: &Node, path: &[&str]) -> Option<Time> {
    Time::parse(&node.text_at(path)?)
}

/// The value of a dictionary entry.
fn entry(node: &Node, name: &str) -> String {
    node.text_at(&[name, "Value"]).unwrap_or_default()
}

fn authorisation(node: &Node, object: &mut Object) {
    object.reference = node.text_at(&["AuthorisationReference"]).unwrap_or_default();
    object.legal_type = entry(node, "AuthorisationLegalType");
    object.priority = entry(node, "AuthorisationPriority");
    object.status = entry(node, "AuthorisationStatus");
    object.start = time(node, &["AuthorisationTimespan", "StartTime"]);
    object.end = time(node, &["AuthorisationTimespan", "EndTime"]);
    object.created = time(node, &["AuthorisationCreationTimestamp"]);
    if let Some(operators) = node.child("AuthorisationCSPID") {
        let ids = operators.all("CSPID").filter_map(|one| one.text_at(&["UniqueIdentifier"]));
        object.operators = ids.collect();
    }
    object.approvals = node.all("AuthorisationApprovalDetails").map(approval).collect();
    object.flags = flags(node.child("AuthorisationFlags"));
}

fn flags(node: Option<&Node>) -> Vec<String> {
    let entries = node.iter().flat_map(|node| node.children.iter());
    entries.filter_map(|flag| flag.text_at(&["Value"])).collect()
}

fn approval(node: &Node) -> Approval {
    let text = |path: &[&str]| node.text_at(path).unwrap_or_default();
    Approval {
        sort: text(&["ApprovalType"]),
        description: text(&["ApprovalDescription"]),
        reference: text(&["ApprovalReference"]),
        name: text(&["ApproverDetails", "ApproverName"]),
        role: text(&["ApproverDetails", "ApproverRole"]),
        at: time(node, &["ApprovalTimestamp"]),
        emergency: matches!(text(&["ApprovalIsEmergency"]).as_str(), "true" | "1"),
        signed: node.child("ApprovalDigitalSignature").is_some(),
    }
}

fn task(node: &Node, object: &mut Object) {
    object.reference = node.text_at(&["Reference"]).unwrap_or_default();
    object.status = entry(node, "Status");
    object.start = time(node, &["Timespan", "StartTime"]);
    object.end = time(node, &["Timespan", "EndTime"]);
    object.delivery = entry(node, "DeliveryType");
    object.operators = node.text_at(&["CSPID", "UniqueIdentifier"]).into_iter().collect();
    object.approvals = node.all("ApprovalDetails").map(approval).collect();
    object.flags = flags(node.child("Flags"));
    let Some(target) = node.child("TargetIdentifier") else { return };
    object.service = entry(target, "ServiceType");
    let values = target.child("TargetIdentifierValues");
    object.targets = values
        .iter()
        .flat_map(|values| values.all("TargetIdentifierValue"))
        .filter_map(|value| {
            let format = value.text_at(&["FormatType", "FormatName"])?;
            Some(Identity::of(&format, &value.text_at(&["Value"])?))
        })
        .collect();
    let details = node.child("DeliveryDetails");
    object.destinations = details
        .iter()
        .flat_map(|details| details.all("DeliveryDestination"))
        .filter_map(destination)
        .collect();
}

fn destination(node: &Node) -> Option<Destination> {
    let address = node.child("DeliveryAddress")?;
    let port = first_text(address, &|name| name.to_ascii_lowercase().ends_with("port"));
    let text = first_text(address, &|name| !name.to_ascii_lowercase().ends_with("port"))?;
    let text = text.parse().map_or(text, |address: std::net::IpAddr| address.to_string());
    Some(Destination {
        address: text,
        port: port.and_then(|port| port.parse().ok()),
        product: entry(node, "IRIorCC"),
        format: entry(node, "HandoverFormat"),
    })
}

/// The first text below `node` in an element whose name is wanted.
fn first_text(node: &Node, wanted: &dyn Fn(&str) -> bool) -> Option<String> {
    node.children.iter().find_map(|child| {
        let text = child.text.trim();
        if child.children.is_empty() && wanted(&child.name) && !text.is_empty() {
            return Some(text.to_owned());
        }
        first_text(child, wanted)
    })
}

fn document(node: &Node, object: &mut Object) {
    object.reference = node.text_at(&["DocumentReference"]).unwrap_or_default();
    object.status = entry(node, "DocumentStatus");
    let Some(body) = node.child("DocumentBody") else { return };
    let (Some(contents), Some(checksum)) =
        (body.text_at(&["Contents"]), body.text_at(&["Checksum"]))
    else {
        return;
    };
    let contents: String = contents.split_whitespace().collect();
    let Ok(contents) = Base64::decode_vec(&contents) else {
        object.checksum_agrees = Some(false);
        return;
    };
    let sort = body.text_at(&["ChecksumType"]).unwrap_or_default().to_ascii_lowercase();
    let sum = match sort.replace(['-', '_'], "").as_str() {
        "sha1" => hex(&Sha1::digest(&contents)),
        "sha256" | "" => hex(&Sha256::digest(&contents)),
        "sha384" => hex(&Sha384::digest(&contents)),
        "sha512" => hex(&Sha512::digest(&contents)),
        _ => return,
    };
    object.checksum_agrees = Some(checksum.eq_ignore_ascii_case(&sum));
}

/// Octets as lower-case hexadecimal.
pub(crate) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[doc(hidden)]
pub fn fuzz_hi1(bytes: &[u8]) {
    let roots = [crate::markup::xml(bytes), crate::markup::json(bytes, "HI1Message")];
    for root in roots.into_iter().flatten() {
        let _ = message(&root);
    }
}
