//! Keyboards: service `input_method`.
//!
//! A keyboard sees everything that is typed. The dump lists those that are installed, and the one in use:
//!
//! ```text
//!   InputMethod #0:
//!     mId=com.example.keys/.Keyboard mSettingsActivityName=…
//!   mCurMethodId=com.example.keys/.Keyboard
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/inputmethod/InputMethodManagerService.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::section::{rest_of, user, value_of};

pub(crate) static ITEM: InputMethods = InputMethods;

pub(crate) struct InputMethods;

static META: ParserMeta = ParserMeta {
    id: "input_methods",
    title: Text { en: "Keyboards", fr: "Claviers" },
    reads: &["/dumpsys/input_method", "/dumpsys/*/input_method"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/inputmethod/InputMethodManagerService.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.input_methods.keyboard",
    title: Text { en: "Keyboard", fr: "Clavier" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<InputMethods>>,
};

impl Power for InputMethods {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for InputMethods {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut of_user = None;
        each_line_of(input, |line| {
            if let Some(number) = value_of(line.text, "mCurrentUserId") {
                of_user = user(number);
            }
            for (key, what) in [
                ("mId", "installed keyboard"),
                ("mCurMethodId", "keyboard in use"),
                ("mSelectedMethodId", "keyboard in use"),
                ("mCurId", "keyboard in use"),
                ("mLastEnabledInputMethodsStr", "enabled keyboard"),
                ("mEnabledInputMethodsStrCache", "enabled keyboard"),
            ] {
                let Some(value) = rest_of(line.text, key) else { continue };
                let value = value.split(' ').next().unwrap_or(value);
                // `a/b;subtype;subtype:c/d;subtype`
                for name in value.split(':').filter_map(|part| part.split(';').next()) {
                    let holder = Holder::read(what, name, of_user);
                    let holder: Option<Holder<Self>> = holder.filter(|one| one.component.is_some());
                    if let Some(holder) = holder {
                        sink.emit(Locator::Line(line.number), &holder)?;
                    }
                }
            }
            Ok(())
        })
    }
}
