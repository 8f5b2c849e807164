//! Writes a capture of signalling: `signalling OUT CARRIER abuse|decoy CODE…` or
//! `signalling OUT CARRIER ordinary SEED DIALOGUES [ABUSE-EVERY]`.

use std::fs::File;
use std::io::{self, BufWriter};

use vigie_samples::Rng;
use vigie_samples::signalling::scenes::CODES;
use vigie_samples::signalling::wire::{Carrier, Wire};
use vigie_samples::signalling::world::{NETWORK, World};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |at: usize| arguments.get(at).map_or("", String::as_str);
    if argument(0) == "network" {
        return std::fs::write(argument(1), NETWORK);
    }
    let carrier = match argument(1) {
        "m2pa" => Carrier::M2pa,
        "m2ua" => Carrier::M2ua,
        "mtp2" => Carrier::Mtp2,
        "mtp3" => Carrier::Mtp3,
        "sccp" => Carrier::Sccp,
        _ => Carrier::M3ua,
    };
    let out = BufWriter::with_capacity(1 << 20, File::create(argument(0))?);
    let mut world = World::new(Wire::new(out, carrier)?);
    match argument(2) {
        "ordinary" => {
            let mut rng = Rng::new(argument(3).parse().unwrap_or(1));
            let count: u64 = argument(4).parse().unwrap_or(1000);
            let every: u64 = argument(5).parse().unwrap_or(u64::MAX);
            world.wire.bundle = 4;
            world.wire.step = 1000;
            let mut codes = CODES.iter().cycle();
            for number in 1..=count {
                world.ordinary(&mut rng)?;
                if number.is_multiple_of(every)
                    && let Some(code) = codes.next()
                {
                    world.abuse(code)?;
                }
            }
        }
        "decoy" => arguments.iter().skip(3).try_for_each(|code| world.decoy(code))?,
        _ => arguments.iter().skip(3).try_for_each(|code| world.abuse(code))?,
    }
    world.wire.finish()?;
    Ok(())
}
