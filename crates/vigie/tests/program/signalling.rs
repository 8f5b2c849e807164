//! Captures of signalling, with and without what is known of one's own network.

use serde_json::Value;
use vigie_samples::signalling::wire::{Carrier, Wire};
use vigie_samples::signalling::world::{NETWORK, World};

use crate::support::Place;

/// A capture in which each of `codes` was done to a subscriber.
fn capture(codes: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut world = World::new(Wire::new(&mut bytes, Carrier::M3ua).unwrap());
    codes.iter().try_for_each(|code| world.abuse(code)).unwrap();
    world.wire.finish().unwrap();
    bytes
}

/// What holds, and of whose subscriber.
fn codes(document: &Value) -> Vec<(&str, &str)> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings
        .filter_map(|one| {
            let args = &one["claim"]["args"];
            Some((args["codes"].as_str()?, args["home"].as_str()?))
        })
        .collect()
}

fn place() -> Place {
    let place = Place::new("");
    std::fs::create_dir(place.path("links")).unwrap();
    std::fs::write(place.path("links/a.pcap"), capture(&["SS7-20", "SS7-01"])).unwrap();
    place
}

#[test]
fn one_s_own_network_is_known_by_option_or_by_the_file_beside_the_capture() {
    let place = place();
    std::fs::write(place.path("home.toml"), NETWORK).unwrap();
    let check = |case: &str, path: &str, more: &[&str]| {
        let arguments = [&["check", path, "--case", case, "--format", "json"], more].concat();
        place.vigie(&arguments).json()
    };
    let unknown = check("a", "links", &[]);
    assert_eq!(unknown["coverage"]["sources"][0]["kind"], "signalling-capture");
    let named = check("b", "links", &["--network", "home.toml"]);
    assert!(
        codes(&named).iter().any(|(codes, home)| codes.contains("SS7-20") && *home == "Home"),
        "{named}"
    );
    assert_ne!(codes(&unknown), codes(&named));
    std::fs::write(place.path("links/network.toml"), NETWORK).unwrap();
    for (case, path) in [("c", "links"), ("d", "links/a.pcap")] {
        assert_eq!(codes(&check(case, path, &[])), codes(&named), "{path}");
    }
}

#[test]
fn no_report_names_a_subscriber() {
    let place = place();
    std::fs::write(place.path("links/network.toml"), NETWORK).unwrap();
    let run = place.vigie(&["check", "links", "--case", "case", "--format", "json"]).ends(13);
    // The subscribers of the made-up home network: 20899 and ten digits.
    let named = |text: &str| {
        let digits = |at: usize| text.as_bytes().get(at..at + 10).unwrap_or_default();
        let mut places = text.match_indices("20899").map(|(at, _)| digits(at + 5));
        places.any(|digits| digits.len() == 10 && digits.iter().all(u8::is_ascii_digit))
    };
    assert!(!named(&run.out()), "{}", run.out());
}

#[test]
fn a_network_that_cannot_be_read_is_told_before_anything_is_done() {
    let place = place();
    std::fs::write(place.path("home.toml"), "[home]\nplmn = 5\n").unwrap();
    let run = place.vigie(&["check", "links", "--case", "case", "--network", "home.toml"]).ends(1);
    assert!(run.err().contains("home.toml"), "{}", run.err());
    assert!(!place.path("case").exists());
}
