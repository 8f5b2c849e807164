//! What a Fluent source says about itself: its messages and the arguments they take.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};

/// Arguments of a message: all of them, and those that must be numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) all: BTreeSet<String>,
    pub(super) numbers: BTreeSet<String>,
}

/// The Fluent source with list items that start with `* ` written as `- `, because Fluent takes an
/// asterisk at the start of a line for a variant.
pub(super) fn with_hyphens(source: &str) -> Cow<'_, str> {
    let starred = |line: &str| line.starts_with(' ') && line.trim_start().starts_with("* ");
    if !source.lines().any(starred) {
        return Cow::Borrowed(source);
    }
    let lines = source.lines().map(|line| match starred(line) {
        true => line.replacen("* ", "- ", 1),
        false => line.to_owned(),
    });
    Cow::Owned(lines.fold(String::new(), |text, line| text + &line + "\n"))
}

/// Every message of `resource` with its arguments; attributes stand under `message.attribute`.
pub(super) fn messages(resource: &FluentResource) -> BTreeMap<String, Arguments> {
    let mut found = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        if let Some(pattern) = &message.value {
            found.insert(message.id.name.to_owned(), arguments(pattern));
        }
        for attribute in &message.attributes {
            let name = format!("{}.{}", message.id.name, attribute.id.name);
            found.insert(name, arguments(&attribute.value));
        }
    }
    found
}

/// The arguments of a pattern.
pub(super) fn arguments(pattern: &Pattern<&str>) -> Arguments {
    let mut found = Arguments::default();
    walk(pattern, &mut found);
    found
}

fn walk(pattern: &Pattern<&str>, found: &mut Arguments) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_arguments(expression, found);
        }
    }
}

fn expression_arguments(expression: &Expression<&str>, found: &mut Arguments) {
    match expression {
        Expression::Inline(inline) => inline_arguments(inline, false, found),
        Expression::Select { selector, variants } => {
            // A selector among words (`[yes]`) stays text: only what reads as a number becomes one.
            inline_arguments(selector, true, found);
            for variant in variants {
                walk(&variant.value, found);
            }
        }
    }
}

fn inline_arguments(inline: &InlineExpression<&str>, number: bool, found: &mut Arguments) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.all.insert(id.name.to_owned());
            if number {
                found.numbers.insert(id.name.to_owned());
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => call(arguments, true, found),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            call(arguments, number, found);
        }
        InlineExpression::Placeable { expression } => expression_arguments(expression, found),
        _ => {}
    }
}

fn call(arguments: &CallArguments<&str>, number: bool, found: &mut Arguments) {
    for one in &arguments.positional {
        inline_arguments(one, number, found);
    }
    for one in &arguments.named {
        inline_arguments(&one.value, number, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_and_functions_take_numbers() {
        let source = "a = { $count ->\n    [one] { $name }\n   *[other] { NUMBER($size) } { $phone }\n }\n    .why = { $x }\n";
        let resource = FluentResource::try_new(source.to_owned()).unwrap();
        let found = messages(&resource);
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let all: BTreeSet<String> = set(&["count", "name", "phone", "size"]);
        assert_eq!(found["a"], Arguments { all, numbers: set(&["count", "size"]) });
        assert_eq!(found["a.why"].all, set(&["x"]));
    }

    #[test]
    fn starred_lists_are_read_all_the_same() {
        let source =
            "x-next =\n    * one\n    * two\ny = { $n ->\n    [one] a\n   *[other] b\n }\n";
        let hyphens = with_hyphens(source);
        assert!(hyphens.contains("    - one\n    - two\n") && hyphens.contains("   *[other]"));
        assert!(FluentResource::try_new(hyphens.into_owned()).is_ok());
    }
}
