//! Whole numbers as each language writes them.

use crate::Lang;

/// The separator of thousands: a comma in English, a narrow no-break space in French.
const fn separator(lang: Lang) -> char {
    match lang {
        Lang::En => ',',
        Lang::Fr => '\u{202f}',
    }
}

/// The digits of `number` in groups of three: `1,204,331`, `1 204 331`. Numbers of four digits
/// stay whole.
pub(super) fn grouped(number: &str, lang: Lang) -> String {
    let whole = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if !whole || number.len() <= 4 {
        return number.to_owned();
    }
    let mut text = String::with_capacity(number.len() + number.len() / 3);
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && (number.len() - place).is_multiple_of(3) {
            text.push(separator(lang));
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three() {
        let cases = ["0", "999", "1000", "10000", "1204331", "18446744073709551615"];
        let english: Vec<String> = cases.iter().map(|n| grouped(n, Lang::En)).collect();
        let expected = ["0", "999", "1000", "10,000", "1,204,331", "18,446,744,073,709,551,615"];
        assert_eq!(english, expected);
        assert_eq!(grouped("1204331", Lang::Fr), "1\u{202f}204\u{202f}331");
        assert_eq!(grouped("-12.5", Lang::En), "-12.5");
        assert_eq!(grouped("", Lang::En), "");
    }
}
