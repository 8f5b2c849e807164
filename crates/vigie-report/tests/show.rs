//! Writes every report of the made-up cases to the folder named by `VIGIE_REPORTS`, for looking at
//! them: see `screenshots.sh`.

mod common;

use common::cases;
use vigie_report::{HtmlOptions, Lang, write_html};

#[test]
fn write_them_where_asked() {
    let Some(folder) = std::env::var_os("VIGIE_REPORTS") else { return };
    let folder = std::path::PathBuf::from(folder);
    let all = [
        ("signs", cases::signs()),
        ("stalkerware", cases::stalkerware()),
        ("review", cases::review()),
        ("nothing", cases::nothing()),
        ("unclear", cases::unclear()),
        ("hostile", cases::hostile()),
        ("large", cases::large()),
    ];
    for (name, case) in &all {
        for langs in [&[Lang::En][..], &[Lang::Fr][..], &[Lang::Fr, Lang::En][..]] {
            let tags: Vec<&str> = langs.iter().map(|lang| lang.tag()).collect();
            let path = folder.join(format!("{name}.{}.html", tags.join("-")));
            let mut file = std::fs::File::create(path).unwrap();
            let report = case.report(langs);
            write_html(&report, &case.records, HtmlOptions::default(), &mut file).unwrap();
        }
    }
}
