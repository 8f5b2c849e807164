//! What a line typed into a shell names.

use std::net::IpAddr;

use vigie_core::{Link, Observable, links};

use crate::names::{file_name, packages_inside, paths_inside};

/// Shows every package, path, program, link and address that `command` names.
pub(crate) fn each_mention(command: &str, mut see: impl FnMut(Observable<'_>)) {
    packages_inside(command).for_each(|package| see(Observable::AppId(package)));
    for path in paths_inside(command) {
        see(Observable::Path(path));
        see(Observable::FileName(file_name(path)));
    }
    for part in command.split([';', '|', '&', '\n']) {
        if let Some(program) = program(part) {
            see(Observable::Process(program));
        }
    }
    // `com.example.app` has the form of a host too; hosts in commands stand in URLs or are addresses.
    links(command)
        .filter(|link| !matches!(link, Link::Bare(_)))
        .for_each(|link| see(link.observable()));
    for word in command.split(|c: char| c.is_whitespace() || "'\"=,;|&()<>/".contains(c)).take(1000)
    {
        let bare = word.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
        let address =
            word.parse::<IpAddr>().or_else(|_| bare.map_or(word, |(host, _)| host).parse());
        if let Ok(address) = address {
            see(Observable::Ip(address));
        }
    }
}

/// The program that a simple command runs: its first word that sets no variable.
fn program(command: &str) -> Option<&str> {
    let mut words = command.split_whitespace().map(|word| word.trim_matches(['\'', '"', '(', ')']));
    words.find(|word| !word.is_empty() && !word.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_name_many_things() {
        let mut seen = Vec::new();
        let command =
            "X=1 /data/local/tmp/i -h 192.0.2.7:8080; am start com.a.b/.M 'https://c.example/x'";
        each_mention(command, |value| seen.push(format!("{value:?}")));
        for expected in [
            "AppId(\"com.a.b\")",
            "Path(\"/data/local/tmp/i\")",
            "Process(\"/data/local/tmp/i\")",
            "Process(\"am\")",
            "FileName(\"i\")",
            "Ip(192.0.2.7)",
            "Url(\"https://c.example/x\")",
        ] {
            assert!(seen.iter().any(|one| one == expected), "{expected}: {seen:?}");
        }
    }
}
