//! Sets of indicators: those named for one run, and those kept for every run.

mod export;
#[cfg(feature = "update")]
mod update;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use etcetera::{AppStrategy as _, AppStrategyArgs};
use vigie_case::private_folder;
use vigie_core::{Limits, Problem, Untrusted};
use vigie_match::{Indicators, Loader};

use crate::cli;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Runs `vigie indicators …`.
pub(crate) fn run(command: &cli::Indicators, terminal: &Terminal) -> anyhow::Result<Exit> {
    match command {
        cli::Indicators::Add { paths } => add(paths, terminal),
        cli::Indicators::List => list(terminal),
        cli::Indicators::Verify { paths } => verify(paths, terminal),
        cli::Indicators::Export(command) => export::export(command, terminal),
        #[cfg(feature = "update")]
        cli::Indicators::Update { index, yes } => update::update(index, *yes, terminal),
    }
}

/// The indicators of a run, and what of them cannot be evaluated.
pub(crate) fn load(sets: &cli::Sets) -> anyhow::Result<(Indicators, Vec<Problem>)> {
    let mut paths = sets.indicators.clone();
    for path in &paths {
        if !path.exists() {
            bail!("there are no indicators at {}", path.display());
        }
    }
    let kept = folder()?;
    if !sets.only_these_indicators && kept.is_dir() {
        paths.push(kept);
    }
    Ok(vigie_match::load(&paths, Limits::default()))
}

/// The folder that `check` always uses: `VIGIE_DATA/indicators`, or the user's data folder.
fn folder() -> anyhow::Result<PathBuf> {
    if let Some(data) = std::env::var_os("VIGIE_DATA") {
        return Ok(PathBuf::from(data).join("indicators"));
    }
    let name = AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "vigie".to_owned(),
        app_name: "vigie".to_owned(),
    };
    let strategy = etcetera::choose_app_strategy(name).context("the home folder is not known")?;
    Ok(strategy.data_dir().join("indicators"))
}

/// Copies sets into the folder that `check` always uses.
fn add(paths: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Exit> {
    let folder = folder()?;
    private_folder(&folder)?;
    for path in paths {
        let mut loader = Loader::new(Limits::default());
        loader.path(path);
        let loaded = loader.finish();
        if loaded.indicators.is_empty() {
            bail!("{} holds no indicators that Vigie can read", path.display());
        }
        let name = path.canonicalize()?;
        let name = name.file_name().context("this path has no name")?;
        copy(path, &folder.join(name), 0)?;
        let count = loaded.indicators.count();
        terminal.say(format_args!("added {} with {count} indicators", path.display()));
    }
    Ok(Exit::Nothing)
}

/// Folders inside folders that a set may have.
const DEPTH: u32 = 16;

fn copy(from: &Path, to: &Path, depth: u32) -> anyhow::Result<()> {
    if depth > DEPTH {
        bail!("{} has more than {DEPTH} folders inside one another", from.display());
    }
    if !from.is_dir() {
        std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
        return Ok(());
    }
    private_folder(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if !entry.file_type()?.is_symlink() {
            copy(&entry.path(), &to.join(entry.file_name()), depth + 1)?;
        }
    }
    Ok(())
}

/// Lists the sets in use.
pub(crate) fn list(terminal: &Terminal) -> anyhow::Result<Exit> {
    let kept = folder()?;
    let (indicators, _) = if kept.is_dir() {
        vigie_match::load(&[kept], Limits::default())
    } else {
        terminal.say("no set was added yet");
        terminal.hint("`vigie indicators add PATH` adds one");
        return Ok(Exit::Nothing);
    };
    print(&indicators, terminal)?;
    Ok(Exit::Nothing)
}

fn print(indicators: &Indicators, terminal: &Terminal) -> anyhow::Result<()> {
    let mut out = terminal.out();
    for set in indicators.sets() {
        let newest = set.newest.map(|time| time.to_string()).unwrap_or_default();
        let licence = set.licence.as_deref().unwrap_or("licence unknown");
        writeln!(
            out,
            "{:>8}  {}  {newest}  {}  {}",
            set.indicators,
            Untrusted(&set.name),
            Untrusted(licence),
            Untrusted(&set.path)
        )?;
    }
    writeln!(out, "{:>8}  in all", indicators.count())?;
    Ok(out.flush()?)
}

/// Reads every set and says what cannot be evaluated.
fn verify(paths: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Exit> {
    let paths = if paths.is_empty() { vec![folder()?] } else { paths.to_vec() };
    let mut loader = Loader::new(Limits::default());
    paths.iter().for_each(|path| loader.path(path));
    let loaded = loader.finish();
    print(&loaded.indicators, terminal)?;
    let mut out = terminal.out();
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in &loaded.problems {
        by_file.entry(&problem.path).or_default().push(problem);
    }
    for (path, problems) in by_file {
        writeln!(out, "\n{}", Untrusted(path))?;
        for problem in problems {
            let at = problem.at.to_string();
            writeln!(out, "  {}: {}", Untrusted(&at), Untrusted(&problem.message))?;
        }
    }
    for path in &loaded.ignored {
        terminal.detail(format_args!("not indicators: {}", path.display()));
    }
    out.flush()?;
    let bad = loaded.indicators.is_empty() || !loaded.problems.is_empty();
    Ok(if bad { Exit::Failed } else { Exit::Nothing })
}
