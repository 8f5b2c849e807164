//! Tags of the security log, and what each stands for.

use vigie_core::Text;

/// A tag of the security log.
#[derive(Debug)]
pub(super) struct Tag {
    /// Its number.
    pub(super) id: u32,
    /// Its name in intrusion logs.
    pub(super) name: &'static str,
    /// What happened.
    pub(super) means: Text,
}

/// A name that was looked up.
pub(super) const RESOLVED: Text = Text { en: "host name looked up", fr: "nom d’hôte résolu" };
/// A connection.
pub(super) const CONNECTED: Text = Text { en: "connection made", fr: "connexion établie" };
/// An event whose tag is not known.
pub(super) const OTHER: Text = Text { en: "security event", fr: "événement de sécurité" };

/// The tag called `name`.
pub(super) fn of(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name == name)
}

/// Declares the tags, and with them what stamps may say.
macro_rules! tags {
    ($($id:literal $name:literal $en:literal $fr:literal;)*) => {
        /// Every tag.
        pub(super) static TAGS: &[Tag] = &[
            $(Tag { id: $id, name: $name, means: Text { en: $en, fr: $fr } },)*
        ];

        /// What stamps of these records say.
        pub(super) static MEANS: &[Text] =
            &[RESOLVED, CONNECTED, OTHER, $(Text { en: $en, fr: $fr },)*];
    };
}

tags! {
    210001 "adb_shell_interactive" "shell opened over adb" "shell ouvert par adb";
    210002 "adb_shell_cmd" "command given over adb" "commande donnée par adb";
    210003 "adb_sync_recv_file" "file fetched over adb" "fichier récupéré par adb";
    210004 "adb_sync_send_file" "file put there over adb" "fichier déposé par adb";
    210005 "app_process_start" "process started" "processus démarré";
    210006 "keyguard_dismissed" "screen unlocked" "écran déverrouillé";
    210007 "keyguard_dismiss_auth_attempt" "attempt to unlock the screen" "tentative de déverrouillage";
    210008 "keyguard_secured" "screen locked" "écran verrouillé";
    210009 "os_startup" "phone started" "téléphone démarré";
    210010 "os_shutdown" "phone switched off" "téléphone éteint";
    210011 "logging_started" "security log switched on" "journal de sécurité activé";
    210012 "logging_stopped" "security log switched off" "journal de sécurité désactivé";
    210013 "media_mount" "storage medium mounted" "support de stockage monté";
    210014 "media_unmount" "storage medium removed" "support de stockage retiré";
    210015 "log_buffer_size_critical" "security log nearly full" "journal de sécurité presque plein";
    210016 "password_expiration_set" "administrator set when the password expires" "l’administrateur a fixé l’expiration du mot de passe";
    210017 "password_complexity_set" "administrator set how complex the password is" "l’administrateur a fixé la complexité du mot de passe";
    210018 "password_history_length_set" "administrator set how many passwords are remembered" "l’administrateur a fixé l’historique des mots de passe";
    210019 "max_screen_lock_timeout_set" "administrator set when the screen locks" "l’administrateur a fixé le délai de verrouillage";
    210020 "max_password_attempts_set" "administrator set how many attempts are allowed" "l’administrateur a fixé le nombre de tentatives";
    210021 "keyguard_disabled_features_set" "administrator restricted the lock screen" "l’administrateur a restreint l’écran de verrouillage";
    210022 "remote_lock" "administrator locked the phone" "l’administrateur a verrouillé le téléphone";
    210023 "wipe_failure" "erasing failed" "échec de l’effacement";
    210024 "key_generated" "key generated" "clé générée";
    210025 "key_import" "key imported" "clé importée";
    210026 "key_destruction" "key destroyed" "clé détruite";
    210027 "user_restriction_added" "administrator added a restriction" "l’administrateur a ajouté une restriction";
    210028 "user_restriction_removed" "administrator removed a restriction" "l’administrateur a retiré une restriction";
    210029 "cert_authority_installed" "certificate authority installed" "autorité de certification installée";
    210030 "cert_authority_removed" "certificate authority removed" "autorité de certification retirée";
    210031 "crypto_self_test_completed" "test of cryptography completed" "test cryptographique terminé";
    210032 "key_integrity_violation" "damaged key found" "clé altérée trouvée";
    210033 "cert_validation_failure" "certificate refused" "certificat refusé";
    210034 "camera_policy_set" "administrator set who may use cameras" "l’administrateur a réglé l’usage des caméras";
    210035 "password_complexity_required" "administrator set a level of complexity" "l’administrateur a fixé un niveau de complexité";
    210036 "password_changed" "password of the screen changed" "mot de passe de l’écran changé";
    210037 "wifi_connection" "connected to Wi-Fi" "connexion au Wi-Fi";
    210038 "wifi_disconnection" "disconnected from Wi-Fi" "déconnexion du Wi-Fi";
    210039 "bluetooth_connection" "connected over Bluetooth" "connexion Bluetooth";
    210040 "bluetooth_disconnection" "disconnected from Bluetooth" "déconnexion Bluetooth";
    210041 "package_installed" "app installed" "application installée";
    210042 "package_updated" "app updated" "application mise à jour";
    210043 "package_uninstalled" "app removed" "application supprimée";
    210044 "backup_service_toggled" "administrator switched backups on or off" "l’administrateur a activé ou désactivé les sauvegardes";
    210045 "nfc_enabled" "NFC switched on" "NFC activé";
    210046 "nfc_disabled" "NFC switched off" "NFC désactivé";
}
