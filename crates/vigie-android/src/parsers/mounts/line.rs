//! The three forms of a line.

use super::record::Mount;

/// Reads a line as `mount` prints it, or as it stands in `/proc/mounts` or in `mountinfo`.
pub(super) fn read(line: &str) -> Option<Mount> {
    let line = line.trim();
    printed(line).or_else(|| read_info(line)).or_else(|| table(line))
}

/// `DEVICE on POINT type TYPE (OPTIONS)`. Both device and folder may hold blanks.
fn printed(line: &str) -> Option<Mount> {
    let (head, options) = line.strip_suffix(')')?.rsplit_once(" (")?;
    let (head, file_system) = head.rsplit_once(" type ")?;
    let (device, point) = head.split_once(" on /")?;
    let point = format!("/{point}");
    Some(mount(device, &point, file_system, options, None))
}

/// `DEVICE POINT TYPE OPTIONS 0 0`.
fn table(line: &str) -> Option<Mount> {
    let mut words = line.split_whitespace();
    let (device, point) = (words.next()?, words.next()?);
    let (file_system, options) = (words.next()?, words.next()?);
    let rest: Vec<&str> = words.collect();
    let numbers = rest.len() <= 2 && rest.iter().all(|word| word.parse::<u32>().is_ok());
    let fits = numbers && point.starts_with('/');
    fits.then(|| mount(&unescaped(device), &unescaped(point), file_system, options, None))
}

/// `ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [SHARING…] - TYPE DEVICE SUPER-OPTIONS`.
pub(super) fn read_info(line: &str) -> Option<Mount> {
    let (first, second) = line.trim().split_once(" - ")?;
    let mut words = first.split_whitespace();
    let id = words.next()?.parse().ok()?;
    let parent = words.next()?.parse().ok()?;
    let device_number = words.next().filter(|word| word.contains(':'))?;
    let (root, point, options) = (words.next()?, words.next()?, words.next()?);
    let sharing = words.collect::<Vec<_>>().join(" ");
    let mut words = second.split_whitespace();
    let (file_system, device) = (words.next()?, words.next()?);
    let super_options = words.next();
    let found = mount(&unescaped(device), &unescaped(point), file_system, options, super_options);
    Some(Mount {
        root: Some(unescaped(root)).filter(|root| root != "/"),
        id: Some(id),
        parent: Some(parent),
        device_number: Some(device_number.to_owned()),
        sharing: (!sharing.is_empty()).then_some(sharing),
        ..found
    })
}

/// A line of `mountinfo` without the two numbers that differ between processes.
pub(super) fn less_ids(line: &str) -> &str {
    let line = line.trim();
    let rest = line.split_once(' ').and_then(|(_, rest)| rest.split_once(' '));
    rest.map_or(line, |(_, rest)| rest)
}

fn mount(
    device: &str,
    point: &str,
    file_system: &str,
    options: &str,
    super_options: Option<&str>,
) -> Mount {
    let may_write = |options: &str| options.split(',').any(|option| option == "rw");
    Mount {
        device: device.to_owned(),
        point: point.to_owned(),
        file_system: file_system.to_owned(),
        options: options.to_owned(),
        super_options: super_options.map(str::to_owned),
        writable: may_write(options) && super_options.is_none_or(may_write),
        ..Mount::default()
    }
}

/// The kernel writes blank, tab, line end and backslash as a backslash and three octal digits.
fn unescaped(text: &str) -> String {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..3).filter(|_| *first == b'\\');
        let byte = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 8).ok());
        match (byte, after.get(3..)) {
            (Some(byte), Some(left)) => {
                plain.push(byte);
                rest = left;
            }
            _ => {
                plain.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let line = r"36 35 98:0 /a /mnt\0402 rw,noatime master:1 - ext3 /dev/ro\134ot ro,errors=x";
        let mount = read(line).unwrap();
        assert_eq!((mount.point.as_str(), mount.device.as_str()), ("/mnt 2", "/dev/ro\\ot"));
        assert!(!mount.writable && mount.root.as_deref() == Some("/a"));
        assert_eq!(less_ids(line).get(..7), Some("98:0 /a"));
        let mount = read("/dev/block/dm-0 on / type ext4 (rw,seclabel)").unwrap();
        assert_eq!((mount.point.as_str(), mount.writable), ("/", true));
        let mount = read("tmpfs /dev tmpfs ro,mode=755 0 0").unwrap();
        assert_eq!((mount.file_system.as_str(), mount.writable), ("tmpfs", false));
        for line in ["", "a b", "a b c d", "tmpfs /dev tmpfs rw x y", "1 2 - x"] {
            assert!(read(line).is_none(), "{line}");
        }
    }
}
