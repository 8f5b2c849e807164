//! One line of the list.

use std::borrow::Cow;

use vigie_core::Time;

/// A file or folder.
#[derive(Debug, PartialEq)]
pub(super) struct Line<'a> {
    pub(super) is_folder: bool,
    pub(super) size: Option<u64>,
    pub(super) modified: Option<Time>,
    /// Absolute path; that of a folder ends in `/`.
    pub(super) path: Cow<'a, str>,
}

impl<'a> Line<'a> {
    /// Reads a type, a size, a time and a path.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut fields = text.splitn(4, '\t');
        let is_folder = match fields.next()? {
            "f" => false,
            "d" => true,
            _ => return None,
        };
        let size = number(fields.next()?)?.and_then(|size| u64::try_from(size).ok());
        let modified = number(fields.next()?)?.and_then(Time::from_unix_micros);
        let path = plain(fields.next()?)?;
        path.starts_with('/').then_some(Self { is_folder, size, modified, path })
    }
}

/// A number, or `-` for none; nothing where it is neither.
fn number(text: &str) -> Option<Option<i64>> {
    if text == "-" { Some(None) } else { text.parse().ok().map(Some) }
}

/// `path` as it is, without what stands for other characters.
fn plain(path: &str) -> Option<Cow<'_, str>> {
    if !path.contains('\\') {
        return Some(Cow::Borrowed(path));
    }
    let mut plain = String::with_capacity(path.len());
    let mut chars = path.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_come_back() {
        let path = |text| Line::read(text).map(|line| line.path.into_owned());
        assert_eq!(path("f\t-\t-\t/a\\n\\\\\\tb").as_deref(), Some("/a\n\\\tb"));
        assert_eq!(path("f\t-\t-\t/a\tb").as_deref(), Some("/a\tb"));
        for odd in ["", "f", "f\t1\t2", "x\t-\t-\t/a", "f\t-\t-\ta", "f\ta\t-\t/a", "f\t-\t-\t/a\\"] {
            assert_eq!(path(odd), None, "{odd}");
        }
    }
}
