//! `ioc.yaml` and `watchware.yaml` of the stalkerware indicators, one item per app.
//!
//! Format: <https://github.com/AssoEchap/stalkerware-indicators>. An item has `name`, `names`,
//! `type`, `packages`, `bundles` or `ios_bundles`, `certificates`, `certificate_organizations`,
//! `certificate_cname_re`, `websites`, `distribution` and `c2` with `domains` and `ips` (`ip` in
//! some).

use serde_norway::Value;
use vigie_core::{Locator, ObservableKind};

use super::intake::{Intake, Item, quoted};
use crate::pattern::{Branch, Expr, Leaf, expression};
use crate::store::Meta;

/// True when `document` is a list of apps.
pub(crate) fn is_app_list(document: &Value) -> bool {
    let Value::Sequence(items) = document else { return false };
    let app = |item: &Value| {
        item.get("name").is_some() && FIELDS.iter().any(|(name, ..)| item.get(*name).is_some())
    };
    !items.is_empty() && items.iter().any(app)
}

/// Fields of an item, and what their values are.
const FIELDS: [(&str, ObservableKind, bool); 9] = [
    ("packages", ObservableKind::AppId, false),
    ("bundles", ObservableKind::AppId, false),
    ("ios_bundles", ObservableKind::AppId, false),
    ("certificates", ObservableKind::CertificateHash, false),
    ("certificate_organizations", ObservableKind::CertificateOrganisation, false),
    ("websites", ObservableKind::Host, true),
    ("distribution", ObservableKind::Host, false),
    ("certificate_cname_re", ObservableKind::CertificateName, false),
    ("c2", ObservableKind::Host, false),
];

/// Hands over the indicators of every app.
pub(crate) fn hand_over(intake: &mut Intake<'_>, document: &Value) {
    let Value::Sequence(items) = document else { return };
    for (number, item) in items.iter().enumerate() {
        let Some(name) = item.get("name").and_then(Value::as_str) else {
            let message = format!("item {}: expected an app with a name", number + 1);
            intake.notes.problem(Locator::Key(number.to_string()), message);
            continue;
        };
        app(intake, name, item);
    }
}

fn app(intake: &mut Intake<'_>, name: &str, item: &Value) {
    let said = item.get("type").and_then(Value::as_str);
    let kind = said.unwrap_or("stalkerware");
    let meta = Meta {
        malware: intake.name(name),
        stalkerware: kind.ends_with("ware") || intake.meta.stalkerware,
        dual_use: said.map_or(intake.meta.dual_use, |kind| kind == "watchware"),
        ..intake.meta
    };
    for (field, kind, website) in FIELDS {
        let Some(values) = item.get(field) else { continue };
        let at = format!("{name}/{field}");
        let meta = Meta { website, ..meta };
        match field {
            "c2" => {
                for (inner, kind) in [
                    ("domains", ObservableKind::Host),
                    ("ips", ObservableKind::Ip),
                    ("ip", ObservableKind::Ip),
                ] {
                    if let Some(values) = values.get(inner) {
                        each(intake, &format!("{at}/{inner}"), values, kind, meta);
                    }
                }
            }
            "certificate_cname_re" => {
                strings(intake, &at, values, &mut |intake, text| rule(intake, &at, text, meta));
            }
            _ => each(intake, &at, values, kind, meta),
        }
    }
}

fn each(intake: &mut Intake<'_>, at: &str, values: &Value, kind: ObservableKind, meta: Meta) {
    strings(intake, at, values, &mut |intake, text| {
        let item = Item { kind, text, id: "", date: None, meta, flags: 0 };
        intake.item(item, &|| Locator::Key(at.to_owned()));
    });
}

/// Every text of a list, or the one text that stands in its place.
fn strings(
    intake: &mut Intake<'_>,
    at: &str,
    values: &Value,
    see: &mut dyn FnMut(&mut Intake<'_>, &str),
) {
    match values {
        Value::Null => {}
        Value::String(text) => see(intake, text),
        Value::Sequence(list) => {
            for value in list {
                match value {
                    Value::String(text) => see(intake, text),
                    Value::Number(number) => see(intake, &number.to_string()),
                    _ => intake.notes.problem(Locator::Key(at.to_owned()), "expected text".into()),
                }
            }
        }
        _ => intake.notes.problem(Locator::Key(at.to_owned()), "expected a list of texts".into()),
    }
}

/// An expression for the common names of certificates.
fn rule(intake: &mut Intake<'_>, at: &str, source: &str, meta: Meta) {
    let kind = ObservableKind::CertificateName;
    let left = intake.builder.rules_left.checked_sub(1);
    let compiled = left.and_then(|left| {
        intake.builder.rules_left = left;
        expression(kind, source).ok().filter(|regex| !regex.is_match(""))
    });
    let listed = compiled.and_then(|regex| Some((regex, intake.builder.list("", None, meta)?)));
    let Some((regex, listed)) = listed else {
        intake.notes.skip();
        let message = format!("{}: expected a regular expression", quoted(source));
        return intake.notes.problem(Locator::Key(at.to_owned()), message);
    };
    let expr = Expr::Leaf(Leaf::Rule(kind, regex, source.to_owned()));
    let branch = Branch { expr, window: None, partial: false };
    if intake.builder.branch(listed, branch, source).is_ok() {
        intake.count(None);
    }
}
