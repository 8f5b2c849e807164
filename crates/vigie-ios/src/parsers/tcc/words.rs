//! What the numbers and names of TCC mean.

/// What `auth_value` says; the number itself where its meaning is not known.
pub(super) fn auth_value(value: i64) -> String {
    match value {
        0 => "denied",
        1 => "unknown",
        2 => "allowed",
        3 => "limited",
        4 => "add only",
        5 => "this session",
        other => return other.to_string(),
    }
    .to_owned()
}

/// What `auth_reason` says; the number itself where its meaning is not known.
pub(super) fn auth_reason(value: i64) -> String {
    match value {
        1 => "error",
        2 => "user consent",
        3 => "user set",
        4 => "system set",
        5 => "service policy",
        6 => "MDM policy",
        7 => "override policy",
        8 => "missing usage string",
        9 => "prompt timeout",
        10 => "preflight unknown",
        11 => "entitled",
        12 => "app type policy",
        other => return other.to_string(),
    }
    .to_owned()
}

/// What a service gives access to, in English.
pub(super) fn service(name: &str) -> Option<&'static str> {
    Some(match name.strip_prefix("kTCCService")? {
        "AddressBook" | "Contacts" | "ContactsFull" => "contacts",
        "ContactsLimited" => "some contacts",
        "Bluetooth" | "BluetoothAlways" | "BluetoothPeripheral" => "Bluetooth",
        "BluetoothWhileInUse" => "Bluetooth while in use",
        "Calendar" => "calendar",
        "Calls" | "CallHistory" => "calls",
        "Camera" => "camera",
        "ExposureNotification" | "ExposureNotificationRegion" => "exposure notifications",
        "FaceID" => "Face ID",
        "Facebook" => "Facebook account",
        "FileProviderDomain" | "FileProviderPresence" => "files of other apps",
        "FinancialData" => "financial data",
        "FocusStatus" => "focus status",
        "GameCenterFriends" => "Game Center friends",
        "KeyboardNetwork" => "full access for a keyboard",
        "Liverpool" => "iCloud data",
        "Location" => "location",
        "MediaLibrary" => "media library",
        "Microphone" => "microphone",
        "Motion" => "motion and fitness",
        "MSO" => "TV provider",
        "NearbyInteraction" => "nearby devices",
        "Photos" => "photos",
        "PhotosAdd" => "adding photos",
        "Reminders" => "reminders",
        "ScreenCapture" => "screen capture",
        "SensorKitKeyboardMetrics" | "SensorKitDeviceUsage" | "SensorKitMessageUsage"
        | "SensorKitPhoneUsage" | "SensorKitSpeechMetrics" => "research sensors",
        "ShareKit" => "sharing",
        "Siri" => "Siri",
        "SpeechRecognition" => "speech recognition",
        "Twitter" => "Twitter account",
        "Ubiquity" => "iCloud documents",
        "UserAvailability" => "availability",
        "UserTracking" => "tracking across apps",
        "VirtualMachineNetworking" => "virtual networks",
        "WebKitIntelligentTrackingPrevention" => "tracking prevention off",
        "Willow" => "home devices",
        _ => return None,
    })
}
