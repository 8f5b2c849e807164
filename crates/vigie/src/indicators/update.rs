//! `vigie indicators update`: the only code of Vigie that opens a network connection.
//!
//! It fetches the sets that an `indicators.yaml` index names, over HTTP or HTTPS, after saying
//! which hosts it will connect to. Each set is read before it replaces the one before.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use ureq::Agent;
use ureq::http::Uri;
use vigie_case::private_folder;
use vigie_core::{Limits, Untrusted};
use vigie_match::{IndexEntry, Loader, read_index};

use super::folder;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// No index is larger.
const INDEX: u64 = 4 << 20;
/// No set is larger.
const SET: u64 = 1 << 30;

/// Fetches every set that `index` names.
pub(super) fn update(index: &str, yes: bool, terminal: &Terminal) -> anyhow::Result<Exit> {
    let agent = agent();
    let text = if index.contains("://") {
        allowed(&[index], yes, terminal)?;
        String::from_utf8(fetch(&agent, index, INDEX)?).context("the index is not UTF-8")?
    } else {
        std::fs::read_to_string(index).with_context(|| format!("cannot read {index}"))?
    };
    let entries = read_index(&text).map_err(|stop| anyhow::anyhow!("{index}: {stop}"))?;
    let urls: Vec<&str> = entries.iter().map(|entry| entry.url.as_str()).collect();
    allowed(&urls, yes, terminal)?;
    let folder = folder()?;
    private_folder(&folder)?;
    keep(&folder, "indicators.yaml", text.as_bytes())?;
    let mut failed = 0u32;
    for entry in &entries {
        match one(&agent, entry, &folder) {
            Ok(count) => terminal.say(format_args!("{count:>8}  {}", Untrusted(&entry.name))),
            Err(error) => {
                failed += 1;
                terminal.warn(format_args!("{}: {error:#}", Untrusted(&entry.name)));
            }
        }
    }
    Ok(if failed == 0 { Exit::Nothing } else { Exit::Failed })
}

/// Redirects are followed only within one host, so that no unnamed host is ever contacted.
fn agent() -> Agent {
    Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(120)))
        .timeout_connect(Some(Duration::from_secs(15)))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent(concat!("vigie/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent()
}

/// Names the hosts and asks, unless the answer was given.
fn allowed(urls: &[&str], yes: bool, terminal: &Terminal) -> anyhow::Result<()> {
    let mut hosts = BTreeSet::new();
    for url in urls {
        hosts.insert(host(url)?);
    }
    let hosts: Vec<String> = hosts.into_iter().collect();
    let hosts = hosts.join(", ");
    terminal.warn(format_args!("this connects to {}", Untrusted(&hosts)));
    if yes || terminal.confirms("Connect?") {
        return Ok(());
    }
    bail!("not connected\nhint: answer yes, or give --yes")
}

fn host(url: &str) -> anyhow::Result<String> {
    let uri: Uri = url.parse().with_context(|| format!("{} is no address", Untrusted(url)))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        bail!("{} is neither http nor https", Untrusted(url));
    }
    let authority = uri.authority().with_context(|| format!("{} names no host", Untrusted(url)))?;
    Ok(authority.as_str().rsplit('@').next().unwrap_or_default().to_owned())
}

/// Redirects followed at most.
const REDIRECTS: usize = 5;

fn fetch(agent: &Agent, url: &str, most: u64) -> anyhow::Result<Vec<u8>> {
    let mut url = url.to_owned();
    for _ in 0..=REDIRECTS {
        let mut response = agent.get(&url).call().with_context(|| format!("cannot fetch {url}"))?;
        if !response.status().is_redirection() {
            return body(&mut response, most).with_context(|| format!("cannot fetch {url}"));
        }
        let location = response.headers().get("location").and_then(|value| value.to_str().ok());
        let next = location.context("a redirect that leads nowhere")?;
        url = redirected(&url, next)?;
    }
    bail!("more than {REDIRECTS} redirects")
}

/// The address a redirect leads to, if it stays on the same host.
fn redirected(url: &str, location: &str) -> anyhow::Result<String> {
    let next = if location.starts_with('/') {
        let start = url.find("://").map_or(0, |at| at + 3);
        let end =
            url.get(start..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| start + at);
        format!("{}{location}", url.get(..end).unwrap_or(url))
    } else {
        location.to_owned()
    };
    if host(url)? != host(&next)? {
        bail!("redirected to another host, {}: not followed", Untrusted(&host(&next)?));
    }
    if url.starts_with("https:") && !next.starts_with("https:") {
        bail!("redirected from https to http: not followed");
    }
    Ok(next)
}

fn body(response: &mut ureq::http::Response<ureq::Body>, most: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let reader = response.body_mut().with_config().limit(most.saturating_add(1)).reader();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        bail!("larger than {most} bytes");
    }
    Ok(bytes)
}

/// Fetches one set, reads it, and only then replaces the one before.
fn one(agent: &Agent, entry: &IndexEntry, folder: &Path) -> anyhow::Result<u64> {
    let bytes = fetch(agent, &entry.url, SET)?;
    let fresh = format!(".{}.new", entry.file);
    keep(folder, &fresh, &bytes)?;
    let fresh = folder.join(fresh);
    let mut loader = Loader::new(Limits::default());
    loader.path(&fresh);
    let count = loader.finish().indicators.count();
    if count == 0 {
        std::fs::remove_file(&fresh)?;
        bail!("what came holds no indicators");
    }
    std::fs::rename(&fresh, folder.join(safe(&entry.file)?))?;
    Ok(count)
}

fn keep(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut file = vigie_case::private_file(&folder.join(safe(name)?))?;
    Ok(file.write_all(bytes)?)
}

/// A name from an index is data: it must not lead out of the folder.
fn safe(name: &str) -> anyhow::Result<&str> {
    let plain =
        !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "." && name != "..";
    if plain { Ok(name) } else { bail!("{} is no file name", Untrusted(name)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_on_their_host_and_scheme() {
        assert_eq!(redirected("https://a.example/x", "/y").unwrap(), "https://a.example/y");
        assert!(redirected("https://a.example/x", "https://b.example/y").is_err());
        assert!(redirected("https://a.example/x", "http://a.example/y").is_err());
        assert!(redirected("https://a.example", "file:///etc/passwd").is_err());
    }

    #[test]
    fn names_from_an_index_stay_in_the_folder() {
        for wrong in ["", ".", "..", "a/b", "a\\b", "../x"] {
            assert!(safe(wrong).is_err(), "{wrong}");
        }
        assert_eq!(safe("set.stix2").unwrap(), "set.stix2");
    }
}
