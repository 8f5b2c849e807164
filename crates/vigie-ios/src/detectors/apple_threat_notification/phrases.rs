//! The words of Apple's threat notifications.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Characters at the start of a message within which a notification says what it is. Somebody who
/// tells about one rarely begins with its very words.
const OPENING: usize = 400;

/// Parts of which a notification has every one, in some order, at its start. Written in lower case.
///
/// The English ones are those of 2021 (“ALERT: State-sponsored attackers may be targeting your
/// iPhone”) and of 2023 and later (“Apple detected that you are being targeted by a mercenary
/// spyware attack that is trying to remotely compromise the iPhone associated with your Apple
/// Account”); the others are keywords in other languages, not taken from a notification.
const PARTS: &[&[&str]] = &[
    &["state-sponsored attackers", "targeting your iphone"],
    &["state-sponsored attackers", "targeting your apple"],
    &["apple", "state-sponsored attackers", "remotely compromise", "your apple"],
    &["apple", "mercenary spyware", "remotely compromise", "your apple"],
    &["apple detected", "mercenary spyware", "your iphone"],
    &["apple a détecté", "espion mercenaire", "iphone"],
    &["apple", "espions mercenaires", "compromettre à distance", "votre"],
    &["apple", "espion mercenaire", "compromettre à distance", "votre"],
    &["attaquants soutenus par un état", "votre iphone"],
    &["attaquants parrainés par un état", "votre iphone"],
    &["attaquants commandités par un état", "votre iphone"],
    &["apple", "software espía mercenario", "tu iphone"],
    &["apple", "software espía mercenario", "su iphone"],
    &["apple", "spyware mercenario", "iphone", "de forma remota"],
    &["atacantes patrocinados por un estado", "iphone"],
    &["atacantes patrocinados por el estado", "iphone"],
    &["apple", "söldner-spyware", "iphone"],
    &["apple", "söldnerspyware", "iphone"],
    &["apple", "mercenary-spyware", "dein iphone"],
    &["staatlich unterstützte angreifer", "iphone"],
    &["staatlich geförderte angreifer", "iphone"],
    &["apple", "spyware mercenario", "il tuo iphone"],
    &["apple", "spyware mercenario", "associato al tuo"],
    &["apple", "spyware mercenário", "iphone"],
    &["apple", "huurlingenspyware", "iphone"],
    &["apple", "najemniczego oprogramowania szpieg", "iphone"],
    &["apple", "najemnym oprogramowaniem szpieg", "iphone"],
    &["apple", "برامج التجسس المرتزقة", "iphone"],
    &["apple", "برامج تجسس مرتزقة", "iphone"],
    &["apple", "مهاجمون", "مدعومون من دولة", "iphone"],
    &["apple", "наёмным шпионским", "iphone"],
    &["apple", "наемным шпионским", "iphone"],
    &["apple", "шпионского по", "наёмник", "iphone"],
    &["apple", "найманським шпигунським", "iphone"],
    &["apple", "paralı asker casus yazılım", "iphone"],
];

/// Whether `text` begins as Apple's threat notifications do.
pub(super) fn is_warning(text: &str) -> bool {
    // Most messages end here: notifications are long, and all name the phone.
    if text.len() < 40 || !mentions_phone(text) {
        return false;
    }
    let opening: String = text.chars().take(OPENING).flat_map(char::to_lowercase).collect();
    let opening = opening.replace(['\u{2011}', '\u{2013}'], "-");
    PARTS.iter().any(|parts| parts.iter().all(|part| opening.contains(part)))
}

/// Parts of "iPhone" and "Apple", in the two ways they are written.
static NAMES: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| ["hone", "pple", "HONE", "PPLE"].map(Finder::new));

fn mentions_phone(text: &str) -> bool {
    NAMES.iter().any(|name| name.find(text.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apples_words() {
        for text in [
            "ALERT: State-sponsored attackers may be targeting your iPhone\nApple believes …",
            "Apple believes you are being targeted by state-sponsored attackers who are trying to remotely compromise the iPhone associated with your Apple ID -xxx-.",
            "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone",
            "Apple detected that you are being targeted by a mercenary spyware attack that is trying to remotely compromise the iPhone associated with your Apple Account -xxx-.",
            "ALERTE : Apple a détecté une attaque de logiciel espion mercenaire ciblée contre votre iPhone",
        ] {
            assert!(is_warning(text), "{text}");
        }
    }

    #[test]
    fn talk_about_it() {
        for text in [
            "I read that Apple sends threat notifications, did you see?",
            "Apple warned journalists about mercenary spyware again, crazy times",
            "My iPhone is slow, do you think state-sponsored attackers are behind it? haha",
            "",
        ] {
            assert!(!is_warning(text), "{text}");
        }
    }
}
