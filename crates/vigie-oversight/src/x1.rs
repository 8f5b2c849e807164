//! X1 (ETSI TS 103 221-1): orders to an element, its answers, and what it says of itself.

use serde::{Deserialize, Serialize};
use vigie_core::Time;

use crate::identity::Identity;
use crate::markup::Node;

/// The namespace of X1.
pub(crate) const NAMESPACE: &str = "http://uri.etsi.org/03221/X1/2017/10";

/// Tasks, destinations and messages of one document.
const MOST: usize = 200_000;

/// What the mediation function does with a task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mediation {
    /// The LIID.
    pub(crate) liid: String,
    /// `HI2Only`, `HI3Only`, `HI2andHI3`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) delivery: String,
    /// `StartTime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Time>,
    /// `EndTime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// Destinations of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) destinations: Vec<String>,
}

/// A task, as it is ordered or as an element says it has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Task {
    /// `xId`.
    pub(crate) xid: String,
    /// Whom it is aimed at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) targets: Vec<Identity>,
    /// `X2Only`, `X3Only`, `X2andX3`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) delivery: String,
    /// `dId`s.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) destinations: Vec<String>,
    /// What mediation does with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) mediation: Vec<Mediation>,
    /// Selectors broader than one party: which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) broad: Vec<String>,
    /// `provisioningStatus`, of an answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) provisioning: String,
    /// `timeOfLastIntercept`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_intercept: Option<Time>,
    /// `amountOfX2Data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) x2_amount: Option<u64>,
    /// `amountOfX3Data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) x3_amount: Option<u64>,
    /// `numberOfModifications`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) modifications: Option<u64>,
    /// Faults it lists.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) faults: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// A destination, as it is ordered or as an element says it has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Destination {
    /// `dId`.
    pub(crate) did: String,
    /// `friendlyName`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    /// IP address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) address: String,
    /// Port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
}

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    /// Its `xsi:type` without `Request` or `Response`: `ActivateTask`.
    pub(crate) name: String,
    /// Whether it asks.
    pub(crate) request: bool,
    /// `admfIdentifier`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) admf: String,
    /// `neIdentifier`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) ne: String,
    /// `messageTimestamp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `version`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) version: String,
    /// `x1TransactionId`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) transaction: String,
    /// Whether it came in the namespace of X1.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) other_namespace: bool,
    /// `oK`, or the error.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) outcome: String,
    /// Report of an issue: its type.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) issue: String,
    /// `neStatus`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) status: String,
    /// `xId` that it names outside task details.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) xid: String,
    /// `dId` that it names outside destination details.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) did: String,
    /// Tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tasks: Vec<Task>,
    /// Destinations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) destinations: Vec<Destination>,
    /// XIDs it lists without details.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) xids: Vec<String>,
}

/// The messages of a document, each with where it begins and ends; `None` when it is another document.
pub(crate) fn messages(root: &Node) -> Option<Vec<(u64, u64, Message)>> {
    let (inside, request) = match root.name.as_str() {
        "X1Request" => ("x1RequestMessage", true),
        "X1Response" => ("x1ResponseMessage", false),
        _ => return None,
    };
    let read = |node: &Node| (node.start, node.end, message(node, request));
    Some(root.all(inside).take(MOST).map(read).collect())
}

fn message(node: &Node, request: bool) -> Message {
    let text = |path: &[&str]| node.text_at(path).unwrap_or_default();
    let full = node.xsi_type().unwrap_or("");
    let name = full.strip_suffix("Request").or_else(|| full.strip_suffix("Response"));
    let error = || {
        let error = node.child("errorInformation")?;
        let code = error.text_at(&["errorCode"]).unwrap_or_default();
        Some(format!("error {code}"))
    };
    let mut message = Message {
        name: name.unwrap_or(full).to_owned(),
        request,
        admf: text(&["admfIdentifier"]),
        ne: text(&["neIdentifier"]),
        at: time(node, "messageTimestamp"),
        version: text(&["version"]),
        transaction: text(&["x1TransactionId"]),
        other_namespace: node.namespace != NAMESPACE,
        outcome: node.text_at(&["oK"]).or_else(error).unwrap_or_default(),
        xid: text(&["xId"]),
        did: text(&["dId"]),
        ..Message::default()
    };
    for issue in
        ["taskReportType", "destinationReportType", "typeOfNeIssueMessage", "typeOfNEIssueMessage"]
    {
        if let Some(issue) = node.text_at(&[issue]) {
            message.issue = issue;
        }
    }
    collect(node, &mut message, 0);
    message
}

/// Gathers tasks and destinations, however deep an answer nests them.
fn collect(node: &Node, message: &mut Message, depth: usize) {
    for child in &node.children {
        match child.name.as_str() {
            "taskDetails" if message.tasks.len() < MOST => {
                let status = node.child("taskStatus");
                message.tasks.push(task(child, status));
            }
            "destinationDetails" if message.destinations.len() < MOST => {
                message.destinations.push(destination(child));
            }
            "neStatus" => message.status = child.text.trim().to_owned(),
            "listOfXIDs" | "ListOfXIDs" => {
                let ids = child.all("xId").map(|id| id.text.trim().to_owned());
                message.xids.extend(ids.take(MOST));
            }
            _ if depth < 8 => collect(child, message, depth + 1),
            _ => {}
        }
    }
}

fn time(node: &Node, name: &str) -> Option<Time> {
    Time::parse(&node.text_at(&[name])?)
}

fn task(node: &Node, status: Option<&Node>) -> Task {
    let text = |path: &[&str]| node.text_at(path).unwrap_or_default();
    let mut task = Task {
        xid: text(&["xId"]),
        delivery: text(&["deliveryType"]),
        destinations: dids(node),
        ..Task::default()
    };
    let targets = node.child("targetIdentifiers");
    for target in targets.iter().flat_map(|targets| targets.all("targetIdentifier")) {
        for child in &target.children {
            let value = leaf(child);
            if is_broad(&child.name, &value) {
                task.broad.push(child.name.clone());
            }
            task.targets.push(Identity::of(&child.name, &value));
        }
    }
    let mediation = node.child("listOfMediationDetails");
    task.mediation = mediation
        .iter()
        .flat_map(|list| list.all("mediationDetails"))
        .map(|node| Mediation {
            liid: node.text_at(&["LIID"]).unwrap_or_default(),
            delivery: node.text_at(&["deliveryType"]).unwrap_or_default(),
            start: time(node, "StartTime").or_else(|| time(node, "startTime")),
            end: time(node, "EndTime").or_else(|| time(node, "endTime")),
            destinations: dids(node),
        })
        .collect();
    if let Some(status) = status {
        let number = |name: &str| status.text_at(&[name])?.parse().ok();
        task.provisioning = status.text_at(&["provisioningStatus"]).unwrap_or_default();
        task.last_intercept = time(status, "timeOfLastIntercept");
        task.x2_amount = number("amountOfX2Data");
        task.x3_amount = number("amountOfX3Data");
        task.modifications = number("numberOfModifications");
        task.faults = status.child("listOfFaults").map_or(0, |list| list.children.len() as u64);
    }
    task
}

/// The text of an element, or of the first one inside that has any.
fn leaf(node: &Node) -> String {
    match node.text.trim() {
        "" => node.children.first().map(leaf).unwrap_or_default(),
        text => text.to_owned(),
    }
}

/// Whether a selector stands for more than one party whatever the policy: a port alone, a wildcard.
fn is_broad(name: &str, value: &str) -> bool {
    let port = name.to_ascii_lowercase().contains("port");
    port || value.contains('*')
        || value.eq_ignore_ascii_case("any")
        || (name == "sipUri" && !value.contains('@') && !value.contains('+'))
}

fn dids(node: &Node) -> Vec<String> {
    let list = node.child("listOfDIDs");
    let all = list.iter().flat_map(|list| list.all("dId"));
    all.map(|did| did.text.trim().to_owned()).collect()
}

fn destination(node: &Node) -> Destination {
    let address = node.at(&["deliveryAddress", "ipAddressAndPort"]);
    let ip = address.and_then(|node| node.child("address")).map(leaf).unwrap_or_default();
    let ip = ip.parse().map_or(ip, |address: std::net::IpAddr| address.to_string());
    let port = address.and_then(|node| node.child("port")).map(leaf);
    Destination {
        did: node.text_at(&["dId"]).unwrap_or_default(),
        name: node.text_at(&["friendlyName"]).unwrap_or_default(),
        address: ip,
        port: port.and_then(|port| port.parse().ok()),
    }
}

#[doc(hidden)]
pub fn fuzz_x1(bytes: &[u8]) {
    if let Ok(root) = crate::markup::xml(bytes) {
        let _ = messages(&root);
    }
}
