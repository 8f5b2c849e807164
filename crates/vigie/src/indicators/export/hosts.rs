//! A hosts file: names that lead nowhere. Names below a listed one cannot be said in it.

use std::io::{self, Write};

use vigie_match::NetworkValue;

use super::{Listed, described, is_plain_name};

pub(super) fn write(listed: &[Listed<'_>], out: &mut dyn Write) -> io::Result<usize> {
    writeln!(out, "# Names published as signs of spyware, for a hosts file.")?;
    writeln!(out, "# Names below a listed one cannot be said here: use the rpz form for those.")?;
    let mut written = 0;
    for (value, from) in listed {
        let NetworkValue::Host { name, .. } = value else { continue };
        if is_plain_name(name) {
            writeln!(out, "0.0.0.0 {name} # {}", described(from))?;
            written += 1;
        }
    }
    Ok(written)
}
