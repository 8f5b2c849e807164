//! The layout since Android 8.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::abx::Element;

use super::network::Network;
use crate::{fields, xml_file};

pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let elements = xml_file::read(input, sink)?;
    for one in elements.iter().flat_map(Element::descendants).filter(|one| one.name() == "Network") {
        let at = Locator::Byte(one.offset());
        match network(one) {
            Some(network) => sink.emit(at, &network)?,
            None => sink.problem(at, "expected the SSID of a network"),
        }
    }
    Ok(())
}

fn network(one: &Element) -> Option<Network> {
    let name = unquoted(&text(one, "SSID")?);
    let key = text(one, "ConfigKey").unwrap_or_default();
    let security = key.rsplit('"').next().filter(|security| key.contains('"') && !security.is_empty());
    // Phones of Samsung keep whole dates.
    let date = |name| number(one, name).filter(|millis| *millis > 0).and_then(|millis| fields::time(millis, 1_000));
    Some(Network {
        name,
        access_point: text(one, "BSSID").filter(|address| address != "any"),
        security: security.map(str::to_owned),
        hidden: truth(one, "HiddenSSID"),
        connected: truth(one, "HasEverConnected"),
        automatic: truth(one, "AutoJoinEnabled"),
        creator_uid: number(one, "CreatorUid"),
        creator: text(one, "CreatorName"),
        changed_by: text(one, "LastUpdateName"),
        added: date("semCreationTime"),
        changed: date("semUpdateTime"),
        added_text: text(one, "CreationTime"),
        own_address: text(one, "RandomizedMacAddress"),
        assignment: text(one, "IpAssignment"),
        name_servers: items(one, "DNSServers"),
        proxy_host: text(one, "ProxyHost"),
        proxy_port: number(one, "ProxyPort"),
        proxy_script: text(one, "ProxyPac"),
    })
}

/// A name without its quotes; one that is no text stands in hexadecimal without any.
pub(super) fn unquoted(text: &str) -> String {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inside.unwrap_or(text).to_owned()
}

/// The value called `name`, anywhere inside of the network.
fn value<'a>(one: &'a Element, name: &str) -> Option<&'a Element> {
    one.descendants().find(|value| value.attribute("name") == Some(name))
}

fn text(one: &Element, name: &str) -> Option<String> {
    let value = value(one, name).filter(|value| value.name() == "string")?;
    Some(value.text().trim().to_owned()).filter(|text| !text.is_empty())
}

fn number(one: &Element, name: &str) -> Option<i64> {
    xml_file::integer(value(one, name)?, "value")
}

fn truth(one: &Element, name: &str) -> Option<bool> {
    xml_file::truth(value(one, name)?, "value")
}

fn items(one: &Element, name: &str) -> Vec<String> {
    let items = value(one, name).into_iter().flat_map(|list| list.children_named("item"));
    items.filter_map(|item| xml_file::text(item, "value")).take(20).collect()
}
