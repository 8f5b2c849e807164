//! The grammar, clause by clause, and a round trip of whatever it can say.

use proptest::prelude::*;

use super::super::tree::Step;
use super::*;

fn shown(text: &str) -> String {
    match parse(text, 64) {
        Ok(tree) => tree.to_string(),
        Err(fault) => format!("at {}: {}", fault.at, fault.expected),
    }
}

#[test]
fn everything_published_patterns_use() {
    let cases = [
        ("[domain-name:value='a.example']", "[domain-name:value = 'a.example']"),
        ("[domain-name:value == 'a']", "[domain-name:value = 'a']"),
        ("[domain-name:value <> 'a']", "[domain-name:value != 'a']"),
        (
            "[url:value = 'http://a.example/?q=[1]&r=\\'x\\'']",
            "[url:value = 'http://a.example/?q=[1]&r=\\'x\\'']",
        ),
        (r"[file:path = 'C:\\x\y']", r"[file:path = 'C:\\x\\y']"),
        ("[file:hashes.'SHA-256' = 'ab']", "[file:hashes.'SHA-256' = 'ab']"),
        ("[file:hashes[0] = 'ab']", "[file:hashes[0] = 'ab']"),
        ("[email-message:to_refs[*].value = 'a']", "[email-message:to_refs[*].value = 'a']"),
        ("[a:b IN ('x','y', 3)]", "[a:b IN ('x', 'y', 3)]"),
        ("[a:b NOT IN ('x')]", "[NOT (a:b IN ('x'))]"),
        ("[a:b LIKE 'x%_']", "[a:b LIKE 'x%_']"),
        ("[a:b MATCHES '^x\\\\.y$']", "[a:b MATCHES '^x\\\\.y$']"),
        ("[a:b ISSUBSET '10.0.0.0/8']", "[a:b ISSUBSET '10.0.0.0/8']"),
        ("[a:b >= 3.5 AND a:c < -2]", "[(a:b >= 3.5 AND a:c < -2)]"),
        ("[EXISTS a:b]", "[EXISTS a:b]"),
        ("[a:b = true]", "[a:b = true]"),
        ("[a:b = t'2020-01-01T00:00:00Z']", "[a:b = t'2020-01-01T00:00:00Z']"),
        ("[a:b = h'ff00']", "[a:b = h'ff00']"),
        // AND binds before OR.
        ("[a:b=1 OR a:b=2 AND a:c=3]", "[(a:b = 1 OR (a:b = 2 AND a:c = 3))]"),
        ("[(a:b=1 OR a:b=2) AND a:c=3]", "[((a:b = 1 OR a:b = 2) AND a:c = 3)]"),
        ("[NOT a:b = 1]", "[NOT (a:b = 1)]"),
        ("[a:b=1] AND [a:c=2] OR [a:d=3]", "(([a:b = 1] AND [a:c = 2]) OR [a:d = 3])"),
        (
            "[a:b=1] FOLLOWEDBY ([a:c=2] OR [a:d=3])",
            "([a:b = 1] FOLLOWEDBY ([a:c = 2] OR [a:d = 3]))",
        ),
        ("[a:b=1] WITHIN 300 SECONDS", "[a:b = 1] WITHIN 300 SECONDS"),
        (
            "([a:b=1] AND [a:c=2]) REPEATS 5 TIMES WITHIN 1.5 SECONDS",
            "([a:b = 1] AND [a:c = 2]) REPEATS 5 TIMES WITHIN 1.5 SECONDS",
        ),
        (
            "[a:b=1] START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'",
            "[a:b = 1] START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'",
        ),
        ("[a:b=1] /* why */ or [a:c=2]", "([a:b = 1] OR [a:c = 2])"),
        ("[\n\ta:b = 'é'\n]", "[a:b = 'é']"),
        ("[network-traffic:dst_ref.value = 'a']", "[network-traffic:dst_ref.value = 'a']"),
        (
            "[x:extensions.'http-request-ext'.request_header.Host = 'a']",
            "[x:extensions.'http-request-ext'.request_header.Host = 'a']",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn faults_say_where_and_what() {
    let cases = [
        ("", "at 0: '[' or '('"),
        ("domain-name:value = 'a'", "at 0: '[' or '('"),
        ("[domain-name:value = 'a'", "at 24: AND, OR or ']'"),
        ("[domain-name:value = 'a]", "at 21: a closing quote for the text that begins here"),
        ("[domain-name:value = 'a\\'", "at 21: a closing quote for the text that begins here"),
        ("[domain-name = 'a']", "at 12: ':' and a property"),
        ("[domain-name: = 'a']", "at 13: the name of a property"),
        ("[domain-name:value 'a']", "at 19: a comparison operator"),
        (
            "[domain-name:value = ]",
            "at 21: a constant: text in single quotes, a number, true or false",
        ),
        (
            "[domain-name:value = \"a\"]",
            "at 21: a constant: text in single quotes, a number, true or false",
        ),
        ("[a:b = 1] x", "at 10: AND, OR, FOLLOWEDBY, a qualifier or the end"),
        ("[a:b = 1] AND", "at 13: '[' or '('"),
        ("[a:b IN 'x']", "at 8: '(' and a list of constants"),
        ("[a:b IN ('x' 'y')]", "at 13: ',' or ')'"),
        ("[a:b[x] = 1]", "at 4: an index: a number or *"),
        ("[a:b[1 = 1]", "at 4: an index: a number or *"),
        ("[(a:b = 1]", "at 9: AND, OR or ')'"),
        ("([a:b = 1]", "at 10: ')'"),
        ("[a:b = 1] WITHIN 5", "at 18: SECONDS"),
        ("[a:b = 1] REPEATS 5", "at 19: TIMES"),
        ("[a:b = 1] REPEATS 1.5 TIMES", "at 21: a whole number before"),
        ("[a:b = 1] START t'2020-01-01T00:00:00Z'", "at 39: STOP"),
        ("[a:b = 1", "at 8: AND, OR or ']'"),
        ("[]", "at 1: an object path such as domain-name:value"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn nesting_is_limited() {
    for text in [
        format!("[{}a:b=1{}]", "(".repeat(100_000), ")".repeat(100_000)),
        format!("{}[a:b=1]{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("[{} a:b=1]", "NOT ".repeat(100_000)),
    ] {
        assert!(shown(&text).ends_with("fewer nested parentheses"));
    }
    let allowed = format!("[{}a:b=1{}]", "(".repeat(60), ")".repeat(60));
    assert_eq!(shown(&allowed), "[a:b = 1]");
    // Side by side is not nested.
    let beside = vec!["(a:b=1)"; 1000].join(" OR ");
    assert!(shown(&format!("[{beside}]")).starts_with("[(a:b"));
}

#[test]
fn long_lists_are_read_in_linear_time() {
    let values = vec!["'x'"; 200_000].join(",");
    let text = format!("[a:b IN ({values})]");
    assert!(parse(&text, 8).is_ok());
    assert!(parse(&text[..text.len() - 3], 8).is_err());
}

#[test]
fn every_truncation_ends_in_a_fault_or_a_pattern() {
    let text =
        "([a:b = 'x\\'y' AND c:'d e'[0].f IN (1, 't')] OR [NOT g:h LIKE 'é%']) WITHIN 5 SECONDS";
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        if let Err(fault) = parse(&text[..end], 64) {
            assert!(fault.at <= end);
        }
    }
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        "[a-z'\\\\ =%é\\]]{0,12}".prop_map(Literal::Text),
        (0u32..1000).prop_map(|number| Literal::Plain(number.to_string())),
        "[0-9a-f]{0,8}".prop_map(|text| Literal::Marked('h', text)),
    ]
}

fn path() -> impl Strategy<Value = ObjectPath> {
    let step = prop_oneof![
        "[a-z_]{1,8}".prop_map(Step::Name),
        "[A-Z]{3}-[0-9]{1,3}".prop_map(Step::Name),
        "[a-z' \\\\]{1,5}".prop_map(Step::Name),
        Just(Step::Index("*".into())),
    ];
    ("[a-z]{1,6}(-[a-z]{1,6})?", "[a-z_]{1,8}", proptest::collection::vec(step, 0..3)).prop_map(
        |(object, first, more)| {
            let steps = std::iter::once(Step::Name(first)).chain(more).collect();
            ObjectPath { object, steps }
        },
    )
}

fn comparison() -> impl Strategy<Value = Comparison> {
    let operator = prop_oneof![
        Just(Operator::Equal),
        Just(Operator::NotEqual),
        Just(Operator::LessOrEqual),
        Just(Operator::Like),
        Just(Operator::Matches),
        Just(Operator::IsSubset),
    ];
    let one = (path(), operator, literal()).prop_map(|(path, operator, value)| {
        Comparison::Test(Test { at: 0, path, operator, values: vec![value] })
    });
    let set = (path(), proptest::collection::vec(literal(), 0..4)).prop_map(|(path, values)| {
        Comparison::Test(Test { at: 0, path, operator: Operator::In, values })
    });
    let exists = path().prop_map(|path| {
        Comparison::Test(Test { at: 0, path, operator: Operator::Exists, values: Vec::new() })
    });
    prop_oneof![4 => one, 1 => set, 1 => exists].prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Comparison::And),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Comparison::Or),
            inner.prop_map(|inner| Comparison::Not(Box::new(inner))),
        ]
    })
}

fn observation() -> impl Strategy<Value = Observation> {
    comparison().prop_map(Observation::One).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Observation::And),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Observation::Or),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Observation::FollowedBy),
            (inner, 1u64..9).prop_map(|(inner, times)| {
                Observation::Qualified(Box::new(inner), Qualifier::Repeats(times), 0)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(tree in observation()) {
        let text = tree.to_string();
        let read = parse(&text, 64);
        prop_assert!(read.is_ok(), "{text}: {read:?}");
        prop_assert_eq!(read.unwrap().to_string(), text);
    }

    #[test]
    fn nonsense_never_panics(text in "\\PC{0,60}") {
        let _ = parse(&text, 8);
    }

    #[test]
    fn near_patterns_never_panic(text in "[\\[\\]()'\\\\a:=.ANDORT ,0-9!<>%-]{0,60}") {
        let _ = parse(&text, 8);
    }
}
