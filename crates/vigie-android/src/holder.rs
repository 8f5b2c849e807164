//! A power over the phone and the app that holds it: a role, a listener, an exemption.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Stamp};

use crate::section::component;

/// Which kind of record a [`Holder`] is.
pub(crate) trait Power: Send + 'static {
    /// Its declaration.
    fn kind() -> &'static Kind;
}

/// An app that holds a power.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) struct Holder<P> {
    /// The power, in the words of the service.
    pub(crate) what: String,
    /// Package of the app.
    pub(crate) package: String,
    /// Its part that holds it, with the package, where the service names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) component: Option<String>,
    /// For which user of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    #[serde(skip)]
    of: PhantomData<P>,
}

impl<P> Holder<P> {
    /// The app of `text`, which is a package, `package/class` or `ComponentInfo{package/class}`.
    pub(crate) fn read(what: &str, text: &str, user: Option<i32>) -> Option<Self> {
        let text =
            text.trim().trim_start_matches("ComponentInfo{").trim_end_matches(['}', ':', ',']);
        let (package, component) = match component(text) {
            Some((package, _)) => (package, Some(text.to_owned())),
            None => (text, None),
        };
        let (what, package) = (what.to_owned(), package.to_owned());
        crate::section::is_package(&package).then_some(Self {
            what,
            package,
            component,
            user,
            of: PhantomData,
        })
    }
}

impl<P: Power> Record for Holder<P> {
    fn kind(&self) -> &'static Kind {
        P::kind()
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
