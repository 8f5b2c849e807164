//! Programs that take in what strangers send.

/// On which way something reaches a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Road {
    /// Pictures, sound, video.
    Media,
    /// Pages.
    Web,
    /// Messages.
    Messages,
    /// The mobile network.
    Radio,
    /// Bluetooth, Wi-Fi, NFC.
    Near,
}

impl Road {
    /// Argument of the claim.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Media => "media",
            Self::Web => "web",
            Self::Messages => "messages",
            Self::Radio => "radio",
            Self::Near => "near",
        }
    }
}

/// The road to `process`, a path or a name.
pub(super) fn road(process: &str) -> Option<Road> {
    let name = crate::names::file_name(process);
    let app = name.split(':').next().unwrap_or(name);
    match app {
        "mediaserver" | "media.codec" | "media.extractor" | "media.swcodec" | "mediaswcodec"
        | "mediaextractor" | "mediacodec" | "media.transcoding" | "mediatranscoding"
        | "com.samsung.ipservice" | "com.samsung.android.photoremasterservice"
        | "com.sec.android.gallery3d" | "com.google.android.apps.photos" => Some(Road::Media),
        "webview_zygote" | "com.google.android.webview" | "com.android.webview"
        | "com.android.chrome" | "com.sec.android.app.sbrowser" | "org.mozilla.firefox"
        | "com.microsoft.emmx" | "com.brave.browser" => Some(Road::Web),
        "com.google.android.apps.messaging" | "com.samsung.android.messaging"
        | "com.android.mms" | "com.android.mms.service" | "com.android.messaging"
        | "com.whatsapp" | "com.whatsapp.w4b" | "org.thoughtcrime.securesms"
        | "org.telegram.messenger" | "com.facebook.orca" | "com.viber.voip"
        | "jp.naver.line.android" | "com.tencent.mm" => Some(Road::Messages),
        "rild" | "cbd" | "com.android.phone" | "com.sec.imsservice" | "com.android.imsserviceentitlement"
        | "com.shannon.imsservice" | "org.codeaurora.ims" | "vendor.qti.imsdatad" => Some(Road::Radio),
        "com.android.bluetooth" | "com.google.android.bluetooth" | "bluetoothd" | "wpa_supplicant"
        | "com.android.nfc" | "hostapd" => Some(Road::Near),
        _ if app.starts_with("android.hardware.radio") || app.contains("rild") => Some(Road::Radio),
        _ if app.starts_with("android.hardware.bluetooth") => Some(Road::Near),
        _ if app.starts_with("android.hardware.media") => Some(Road::Media),
        _ => None,
    }
}
