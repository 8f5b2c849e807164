//! The sentences of the reports themselves, in each language.

use crate::Lang;

/// Fluent sources of the reports' own sentences in `lang`, by file name.
pub(super) const fn own(lang: Lang) -> [(&'static str, &'static str); 7] {
    match lang {
        Lang::En => [
            ("verdicts.ftl", include_str!("../../locales/en/verdicts.ftl")),
            ("steps.ftl", include_str!("../../locales/en/steps.ftl")),
            ("labels.ftl", include_str!("../../locales/en/labels.ftl")),
            ("dates.ftl", include_str!("../../locales/en/dates.ftl")),
            ("summary.ftl", include_str!("../../locales/en/summary.ftl")),
            ("report.ftl", include_str!("../../locales/en/report.ftl")),
            ("exposure.ftl", include_str!("../../locales/en/exposure.ftl")),
        ],
        Lang::Fr => [
            ("verdicts.ftl", include_str!("../../locales/fr/verdicts.ftl")),
            ("steps.ftl", include_str!("../../locales/fr/steps.ftl")),
            ("labels.ftl", include_str!("../../locales/fr/labels.ftl")),
            ("dates.ftl", include_str!("../../locales/fr/dates.ftl")),
            ("summary.ftl", include_str!("../../locales/fr/summary.ftl")),
            ("report.ftl", include_str!("../../locales/fr/report.ftl")),
            ("exposure.ftl", include_str!("../../locales/fr/exposure.ftl")),
        ],
    }
}
