//! Powers over a phone, what each weighs, and which records say that an app holds one.

use vigie_core::Record;

use crate::holder::Holder;
use crate::parsers::{
    AccessibilityService, Admin, Administrator, DeviceIdle, InputMethods, NotificationListeners,
    PackageOps, Role, Roles, Setting, StoredRole, StoredSetting, StoredUse, Telecom, Vpn,
};

/// A power over the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Power {
    /// It sees and operates the screen: an accessibility service that is switched on.
    Screen,
    /// It owns the device or a profile.
    Owner,
    /// It is an administrator of the device.
    Admin,
    /// It reads all notifications.
    Notifications,
    /// It is the keyboard.
    Keyboard,
    /// It handles text messages.
    Sms,
    /// All traffic goes through it, always.
    Vpn,
    /// It used the microphone while nothing of it was to be seen.
    Microphone,
    /// It used the camera likewise.
    Camera,
    /// It asked for the position likewise.
    Location,
    /// It handles calls.
    Calls,
    /// It is the assistant.
    Assistant,
    /// It draws over other apps.
    Overlay,
    /// It sees which apps are used.
    Usage,
    /// It is never put to sleep.
    Awake,
}

impl Power {
    /// Every power, the weightiest first.
    pub(super) const ALL: [Self; 15] = [
        Self::Screen,
        Self::Owner,
        Self::Admin,
        Self::Notifications,
        Self::Keyboard,
        Self::Sms,
        Self::Vpn,
        Self::Microphone,
        Self::Camera,
        Self::Location,
        Self::Calls,
        Self::Assistant,
        Self::Overlay,
        Self::Usage,
        Self::Awake,
    ];

    /// What it weighs: see the manual.
    pub(super) const fn weight(self) -> u32 {
        match self {
            Self::Screen | Self::Owner => 3,
            Self::Admin | Self::Notifications | Self::Keyboard | Self::Sms | Self::Vpn => 2,
            Self::Microphone | Self::Camera => 2,
            Self::Location | Self::Calls | Self::Assistant => 1,
            Self::Overlay | Self::Usage | Self::Awake => 1,
        }
    }

    /// Argument of the claim that says whether the app has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Notifications => "notifications",
            Self::Keyboard => "keyboard",
            Self::Sms => "sms",
            Self::Vpn => "vpn",
            Self::Microphone => "microphone",
            Self::Camera => "camera",
            Self::Location => "location",
            Self::Calls => "calls",
            Self::Assistant => "assistant",
            Self::Overlay => "overlay",
            Self::Usage => "usage",
            Self::Awake => "awake",
        }
    }
}

/// A power that a record says an app holds: which, the app, and the words of the record.
pub(super) type See<'a> = &'a mut dyn FnMut(Power, &str, (&str, &str));

/// Shows every power that `record` says an app holds.
pub(super) fn each(record: &dyn Record, see: See<'_>) {
    if let Some(service) = record.as_a::<AccessibilityService>() {
        if service.enabled == Some(true) || service.bound == Some(true) {
            see(Power::Screen, &service.package, ("component", &service.component));
        }
    } else if let Some(admin) = record.as_a::<Admin>() {
        let power = if admin.role == Role::Admin { Power::Admin } else { Power::Owner };
        see(power, &admin.package, ("package", &admin.package));
    } else if let Some(admin) = record.as_a::<Administrator>() {
        let power = if admin.role == "admin" { Power::Admin } else { Power::Owner };
        see(power, &admin.package, ("role", &admin.role));
    } else if let Some(ops) = record.as_a::<PackageOps>() {
        functions(ops, see);
    } else if let Some(used) = record.as_a::<StoredUse>() {
        if used.mode == Some(0)
            && let Some(power) = allowed(&used.operation)
        {
            see(power, &used.package, ("operation", &used.operation));
        }
    } else if let Some(setting) = record.as_a::<Setting>() {
        setting_says(&setting.name, setting.value.as_deref(), see);
    } else if let Some(setting) = record.as_a::<StoredSetting>() {
        setting_says(&setting.name, setting.value.as_deref(), see);
    } else {
        holder(record, see);
    }
}

/// Powers that a service lists with their holders.
fn holder(record: &dyn Record, see: See<'_>) {
    let mut held = |power: Option<Power>, package: &str, what: &str| {
        if let Some(power) = power {
            see(power, package, ("what", what));
        }
    };
    if let Some(one) = record.as_a::<Holder<NotificationListeners>>() {
        let is = one.what.ends_with(" notification listener");
        held(is.then_some(Power::Notifications), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<Holder<InputMethods>>() {
        held((one.what == "keyboard in use").then_some(Power::Keyboard), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<Holder<DeviceIdle>>() {
        held((one.what == "user app").then_some(Power::Awake), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<Holder<Vpn>>() {
        held((one.what == "VPN always on").then_some(Power::Vpn), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<Holder<Telecom>>() {
        held((one.what != "phone account").then_some(Power::Calls), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<Holder<Roles>>() {
        held(role(&one.what), &one.package, &one.what);
    } else if let Some(one) = record.as_a::<StoredRole>() {
        held(role(&one.role), &one.package, &one.role);
    }
}

/// The power that comes with a role.
fn role(name: &str) -> Option<Power> {
    match name.strip_prefix("android.app.role.")? {
        "SMS" => Some(Power::Sms),
        "DIALER" | "CALL_SCREENING" | "CALL_REDIRECTION" => Some(Power::Calls),
        "ASSISTANT" => Some(Power::Assistant),
        _ => None,
    }
}

/// Powers in the protected functions of an app.
fn functions(app: &PackageOps, see: See<'_>) {
    for op in &app.ops {
        if op.mode == "allow"
            && let Some(power) = allowed(&op.op)
        {
            see(power, &app.package, ("ops", &op.op));
        }
        let Some(power) = used(&op.op) else { continue };
        let unseen = |state: &str| state.starts_with("bg") || state.starts_with("cch");
        let mut entries = op.entries.iter().filter(|entry| entry.event == "access");
        let behind = entries.find(|entry| entry.state.as_deref().is_some_and(unseen));
        if let Some(state) = behind.and_then(|entry| entry.state.as_deref()) {
            see(power, &app.package, ("ops", &format!("{} {state}", op.op)));
        }
    }
}

/// The power of an app that may always use a function.
fn allowed(function: &str) -> Option<Power> {
    match function {
        "SYSTEM_ALERT_WINDOW" => Some(Power::Overlay),
        "GET_USAGE_STATS" => Some(Power::Usage),
        _ => None,
    }
}

/// The power of an app that uses a function unseen.
fn used(function: &str) -> Option<Power> {
    match function {
        "RECORD_AUDIO" | "RECORD_AUDIO_HOTWORD" | "PHONE_CALL_MICROPHONE" => Some(Power::Microphone),
        "CAMERA" => Some(Power::Camera),
        "FINE_LOCATION" | "COARSE_LOCATION" | "MONITOR_HIGH_POWER_LOCATION" => {
            Some(Power::Location)
        }
        _ => None,
    }
}

/// Powers in a setting: packages or components, joined by colons.
fn setting_says(name: &str, value: Option<&str>, see: See<'_>) {
    let power = match name {
        "enabled_accessibility_services" => Power::Screen,
        "enabled_notification_listeners" => Power::Notifications,
        "default_input_method" => Power::Keyboard,
        "sms_default_application" => Power::Sms,
        "dialer_default_application" => Power::Calls,
        "assistant" | "voice_interaction_service" => Power::Assistant,
        "always_on_vpn_app" => Power::Vpn,
        _ => return,
    };
    for component in value.unwrap_or("").split(':').take(100) {
        let package = component.split('/').next().unwrap_or("").trim();
        if crate::names::is_package(package) {
            see(power, package, (name, component));
        }
    }
}
