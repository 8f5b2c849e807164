//! Which stream a file belongs to.

use vigie_core::Kind;

use super::event;

/// A stream, as the path of one of its files tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stream<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The owner's other device that the file came from.
    pub(super) remote: Option<&'a str>,
    /// True for notes of what was pruned.
    pub(super) is_tombstone: bool,
}

impl<'a> Stream<'a> {
    /// Reads `…/NAME/local/FILE`, `…/NAME/remote/DEVICE/FILE`, `…/NAME/local/tombstone/FILE`.
    pub(super) fn of(path: &'a str) -> Self {
        let parts: Vec<&str> = path.split('/').collect();
        let place = parts.iter().rposition(|part| matches!(*part, "local" | "remote"));
        let at = |index: Option<usize>| index.and_then(|index| parts.get(index)).copied();
        let name = match place {
            Some(place) => at(place.checked_sub(1)),
            None => at(parts.len().checked_sub(2)),
        };
        let is_remote = at(place) == Some("remote");
        Self {
            name: name.unwrap_or_default(),
            remote: at(place.filter(|_| is_remote).map(|place| place + 1)),
            is_tombstone: parts.contains(&"tombstone"),
        }
    }

    /// The kind of record that the stream called `name` gives.
    pub(super) fn kind_of(name: &str) -> &'static Kind {
        let short = name.strip_prefix("_DKEvent.").unwrap_or(name);
        if name.starts_with("com.apple.privacy.accounting.") {
            &event::ACCESS
        } else if ["App.", "AppInFocus", "AppLaunch", "AppIntent"]
            .iter()
            .any(|start| short.starts_with(start))
        {
            if short == "App.WebUsage" { &event::WEB } else { &event::APP }
        } else if short.starts_with("Safari.") || short.starts_with("Safari") {
            &event::WEB
        } else {
            &event::OTHER
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_streams() {
        let of = |path| Stream::of(path);
        let local = of("/private/var/mobile/Library/Biome/streams/restricted/App.InFocus/local/7");
        assert_eq!(local, Stream { name: "App.InFocus", remote: None, is_tombstone: false });
        let remote = of("/x/Biome/streams/restricted/App.InFocus/remote/0F1E/7");
        assert_eq!((remote.name, remote.remote), ("App.InFocus", Some("0F1E")));
        let gone = of("/x/PrivacyAccounting/Biome/com.apple.a/local/tombstone/7");
        assert_eq!((gone.name, gone.is_tombstone), ("com.apple.a", true));
        assert_eq!(of("App.InFocus/7").name, "App.InFocus");
        assert_eq!(of("7").name, "");
    }

    #[test]
    fn streams_have_kinds() {
        assert_eq!(Stream::kind_of("_DKEvent.App.Install").id, "ios.biome.app");
        assert_eq!(Stream::kind_of("_DKEvent.Safari.History").id, "ios.biome.web");
        assert_eq!(Stream::kind_of("App.WebUsage").id, "ios.biome.web");
        assert_eq!(Stream::kind_of("Device.Wireless.WiFi").id, "ios.biome.event");
    }
}
