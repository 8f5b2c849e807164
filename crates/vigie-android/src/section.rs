//! The small grammars that services share when they print their state: indented lines, `key=value`,
//! lists in brackets, names of components.

/// How many spaces a line starts with (a tab counts as one), and the rest of it.
pub(crate) fn indent(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    (line.len().saturating_sub(rest.len()), rest.trim_end())
}

/// The value of `key=` where it stands as a word in `text`: up to a space, a comma or a closing
/// bracket.
pub(crate) fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let rest = rest_of(text, key)?;
    let end = rest.find([' ', ',', ';', '}', ')', ']', '\t']).unwrap_or(rest.len());
    rest.get(..end)
}

/// What follows `key=` where it stands as a word in `text`.
pub(crate) fn rest_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(key)?;
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + key.len()..)?;
        let is_word = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
        if is_word && let Some(value) = after.strip_prefix('=') {
            return Some(value);
        }
        from = at + key.len();
    }
}

/// The entries of `[a, b]`, `{a, b}`, `[ a b ]` or `a|b`.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.trim().trim_start_matches(['[', '{']).trim_end_matches([']', '}']);
    inside.split([',', ' ', '|']).filter(|entry| !entry.is_empty())
}

/// Package and class of `package/class`; a class that starts with a dot lies in the package.
pub(crate) fn component(text: &str) -> Option<(&str, &str)> {
    let (package, class) = text.split_once('/')?;
    (is_package(package) && !class.is_empty()).then_some((package, class))
}

/// Whether `text` can be the name of a package: letters, digits, `_` and dots, and a letter first.
pub(crate) fn is_package(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && text.len() <= 255
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
}

/// The number of a user in `{0}`, `UserHandle{10}`, `user 10`, `u10` or `10:`.
pub(crate) fn user(text: &str) -> Option<i32> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-');
    let end =
        digits.char_indices().find(|(at, c)| !(c.is_ascii_digit() || (*at == 0 && *c == '-')));
    digits.get(..end.map_or(digits.len(), |(at, _)| at))?.parse().ok()
}

/// A user id of the kernel, `10103`, also as `u0a103` (app 103 of user 0), `u10s1000` (system) or `u0i5`
/// (isolated).
pub(crate) fn uid(text: &str) -> Option<i64> {
    let Some(rest) = text.strip_prefix('u') else { return text.parse().ok() };
    let at = rest.find(|c: char| !c.is_ascii_digit())?;
    let user: i64 = rest.get(..at)?.parse().ok()?;
    let number = |skip: usize| rest.get(at + skip..)?.parse::<i64>().ok();
    let app = match rest.as_bytes().get(at..)? {
        [b'a', b'i', ..] => number(2)?.checked_add(90_000)?,
        [b'a', ..] => number(1)?.checked_add(10_000)?,
        [b'i', ..] => number(1)?.checked_add(99_000)?,
        [b's', ..] => number(1)?,
        _ => return None,
    };
    user.checked_mul(100_000)?.checked_add(app)
}

/// Milliseconds of `+1d2h3m4s5ms`, `-4h50m23s772ms` or `20ms`; the sign is kept.
pub(crate) fn duration_ms(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0_i64;
    let mut any = false;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest.get(..end)?.parse().ok()?;
        let unit = rest.get(end..)?;
        let (scale, width) = match unit.as_bytes() {
            [b'm', b's', ..] => (1, 2),
            [b'd', ..] => (86_400_000, 1),
            [b'h', ..] => (3_600_000, 1),
            [b'm', ..] => (60_000, 1),
            [b's', ..] => (1000, 1),
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(scale)?)?;
        any = true;
        rest = unit.get(width..)?;
    }
    any.then_some(sign * total)
}

/// Whether a line tells how long a command of the dump took: such lines may fall anywhere in the
/// section of another.
pub(crate) fn is_duration(line: &str) -> bool {
    line.starts_with("------ ") && line.contains("s was the duration of ")
}

/// Text of evidence, cut at `most` bytes.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_keys() {
        let line = "versionCode=12 minSdk=28 targetSdk=30, x={subminSdk=1} flags=[ A B ]";
        assert_eq!(value_of(line, "minSdk"), Some("28"));
        assert_eq!(value_of(line, "targetSdk"), Some("30"));
        assert_eq!(value_of(line, "Sdk"), None);
        assert_eq!(rest_of(line, "flags").map(|rest| entries(rest).count()), Some(2));
    }

    #[test]
    fn components_and_users() {
        assert_eq!(component("com.a.b/.C"), Some(("com.a.b", ".C")));
        assert_eq!(component("/system/app"), None);
        assert_eq!(user("UserHandle{10}"), Some(10));
        assert_eq!(user("(user -1)"), Some(-1));
        assert_eq!(user("x"), None);
        assert!(is_package("com.a") && is_package("android") && !is_package("1.2"));
    }

    #[test]
    fn numbers_of_users() {
        assert_eq!(uid("u0a103"), Some(10_103));
        assert_eq!(uid("u10s1000"), Some(1_001_000));
        assert_eq!(uid("u0i5"), Some(99_005));
        assert_eq!(uid("1000"), Some(1000));
        for text in ["", "u", "u0", "u0x1", "ua1", "u99999999999999999999a1"] {
            assert_eq!(uid(text), None, "{text}");
        }
    }

    #[test]
    fn durations() {
        assert_eq!(duration_ms("+1d2h3m4s5ms"), Some(93_784_005));
        assert_eq!(duration_ms("-4h50m23s772ms"), Some(-17_423_772));
        assert_eq!(duration_ms("0"), Some(0));
        for text in ["", "+", "5", "5x", "99999999999999999d"] {
            assert_eq!(duration_ms(text), None, "{text}");
        }
        assert_eq!(cut("éé", 3), "é");
    }
}
