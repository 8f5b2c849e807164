//! What a manifest says of an app.

use vigie_formats::abx::Element;

use super::app::{App, Component};

/// Kinds of component.
const KINDS: &[&str] = &["activity", "activity-alias", "service", "receiver", "provider"];

/// Permissions that only the system has: who asks for one from its callers offers the system a power.
const POWERS: &[(&str, &str)] = &[
    ("android.permission.BIND_ACCESSIBILITY_SERVICE", "accessibility"),
    ("android.permission.BIND_DEVICE_ADMIN", "device-admin"),
    ("android.permission.BIND_NOTIFICATION_LISTENER_SERVICE", "notification-listener"),
    ("android.permission.BIND_INPUT_METHOD", "keyboard"),
    ("android.permission.BIND_VPN_SERVICE", "vpn"),
    ("android.permission.BIND_AUTOFILL_SERVICE", "autofill"),
    ("android.permission.BIND_VOICE_INTERACTION", "assistant"),
    ("android.permission.BIND_CALL_REDIRECTION_SERVICE", "call-redirection"),
    ("android.permission.BIND_SCREENING_SERVICE", "call-screening"),
    ("android.permission.BIND_INCALL_SERVICE", "calls"),
    ("android.permission.BIND_CONTENT_CAPTURE_SERVICE", "content-capture"),
];

/// Most permissions, components, actions and hosts that are kept.
const MOST: usize = 2_000;
const MOST_ACTIONS: usize = 50;

/// Reads the element `manifest`.
pub(super) fn read(root: &Element, app: &mut App) {
    let text = |name| text(root, name);
    app.package = text("package");
    app.split = text("split");
    app.version_code = text("versionCode");
    app.version_name = text("versionName");
    app.shared_user_id = text("sharedUserId");
    for element in root.children() {
        match element.name() {
            "uses-sdk" => {
                app.min_sdk = attribute(element, "minSdkVersion");
                app.target_sdk = attribute(element, "targetSdkVersion");
            }
            name if name.starts_with("uses-permission") => {
                add(&mut app.permissions, attribute(element, "name"));
            }
            "permission" => add(&mut app.own_permissions, attribute(element, "name")),
            "application" => application(element, app),
            _ => {}
        }
    }
}

fn text(element: &Element, name: &str) -> Option<String> {
    attribute(element, name)
}

/// The value of an attribute, with its prefix where the manifest is text.
fn attribute(element: &Element, name: &str) -> Option<String> {
    let plain = element.attribute(name);
    let value = plain.or_else(|| element.attribute(&format!("android:{name}")))?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn truth(element: &Element, name: &str) -> Option<bool> {
    attribute(element, name).map(|value| value == "true" || value == "-1" || value == "1")
}

fn add(list: &mut Vec<String>, text: Option<String>) {
    if let Some(text) = text
        && list.len() < MOST
        && !list.contains(&text)
    {
        list.push(text);
    }
}

fn application(element: &Element, app: &mut App) {
    app.debuggable = truth(element, "debuggable").unwrap_or(false);
    app.test_only = truth(element, "testOnly").unwrap_or(false);
    app.label = attribute(element, "label").filter(|label| !label.starts_with('@'));
    for child in element.children().iter().filter(|child| KINDS.contains(&child.name())) {
        app.component_count = app.component_count.saturating_add(1);
        component(child, app);
    }
}

fn component(element: &Element, app: &mut App) {
    let permission = attribute(element, "permission");
    let filters = || element.children_named("intent-filter");
    let names = |kind: &'static str| {
        let found = filters().flat_map(move |filter| filter.children_named(kind));
        found.filter_map(|one| attribute(one, "name"))
    };
    app.launcher |= names("category").any(|name| name == "android.intent.category.LAUNCHER");
    for data in filters().flat_map(|filter| filter.children_named("data")) {
        let host = attribute(data, "host").filter(|host| host != "*");
        add(&mut app.hosts, host.map(|host| host.trim_start_matches("*.").to_owned()));
    }
    let power = POWERS.iter().find(|(name, _)| permission.as_deref() == Some(*name));
    if let Some((_, power)) = power {
        add(&mut app.powers, Some((*power).to_owned()));
    }
    // Until Android 12, what answers to something was exported unless it said otherwise.
    let answers = filters().next().is_some();
    let exported = truth(element, "exported").unwrap_or(answers);
    if app.components.len() >= MOST || !(exported || power.is_some()) {
        return;
    }
    let name = attribute(element, "name").unwrap_or_default();
    let name = match (name.strip_prefix('.'), &app.package) {
        (Some(short), Some(package)) => format!("{package}.{short}"),
        _ => name,
    };
    let kind = element.name().strip_suffix("-alias").unwrap_or(element.name()).to_owned();
    let actions = names("action").take(MOST_ACTIONS).collect();
    app.components.push(Component { kind, name, exported, permission, actions });
}
