//! The kinds of thing that can be read on the way.

use serde::{Deserialize, Serialize};

/// A kind of thing that somebody on the path could read.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Thing {
    /// A name that was asked for.
    DnsName,
    /// Part of the asker's address, passed on to others by a resolver.
    ClientSubnet,
    /// The name of a site at the start of an encrypted connection.
    SiteName,
    /// Host and path of a page.
    WebAddress,
    /// The page before.
    Referer,
    /// A cookie.
    Cookie,
    /// A token that opens an account.
    Token,
    /// A password, or what stands for one.
    Password,
    /// Text of an e-mail.
    MailText,
    /// Sender and receivers of an e-mail.
    MailEnvelope,
    /// Text of a chat message.
    ChatMessage,
    /// What was typed into a form.
    FormData,
    /// Serial number of a telephone.
    Imei,
    /// Number of a SIM card.
    Imsi,
    /// Address of a network card, told to others.
    MacAddress,
    /// Android's number for a device.
    AndroidId,
    /// Number for advertising.
    AdvertisingId,
    /// A place on a map.
    Coordinates,
    /// An e-mail address.
    EmailAddress,
    /// A telephone number.
    PhoneNumber,
    /// Who calls whom.
    CallParties,
    /// Sound or picture of a call.
    CallMedia,
    /// Pictures of a camera.
    CameraMedia,
    /// Name of a device or of its owner.
    DeviceName,
    /// Name of a user.
    UserName,
    /// Name of a wireless network that is looked for.
    WifiNetwork,
    /// Software and its version.
    SoftwareVersion,
    /// A service that is used, though its content is encrypted.
    ServiceInUse,
    /// Who a client certificate belongs to.
    ClientCertificate,
    /// A value that links a device over several networks.
    Linker,
    /// What devices at home report and are told.
    DeviceControl,
    /// Files and their names.
    FileTransfer,
    /// Headers in which an operator names its subscriber.
    SubscriberHeader,
}

impl Thing {
    /// The entry of the catalogue that counts it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::DnsName | Self::ClientSubnet => "EXP-01",
            Self::SiteName => "EXP-02",
            Self::WebAddress | Self::Referer | Self::FormData | Self::FileTransfer => "EXP-03",
            Self::Cookie | Self::Token => "EXP-04",
            Self::Password => "EXP-05",
            Self::MailText | Self::MailEnvelope => "EXP-06",
            Self::Imei
            | Self::Imsi
            | Self::MacAddress
            | Self::AndroidId
            | Self::AdvertisingId
            | Self::SubscriberHeader => "EXP-07",
            Self::Coordinates => "EXP-08",
            Self::EmailAddress | Self::PhoneNumber | Self::UserName => "EXP-09",
            Self::CallParties | Self::CallMedia | Self::ChatMessage => "EXP-10",
            Self::DeviceName => "EXP-11",
            Self::WifiNetwork => "EXP-12",
            Self::SoftwareVersion => "EXP-13",
            Self::ServiceInUse => "EXP-14",
            Self::ClientCertificate => "EXP-15",
            Self::Linker => "EXP-16",
            Self::DeviceControl | Self::CameraMedia => "EXP-18",
        }
    }

    /// Its name, as records show it.
    pub(crate) fn name(self) -> String {
        let json = serde_json::to_string(&self).unwrap_or_default();
        json.trim_matches('"').to_owned()
    }
}
