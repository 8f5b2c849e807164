//! `bench`: Vigie beside other tools on the same evidence.

use clap::Args;

#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> anyhow::Result<()> {
    Ok(())
}
