//! `accessibility`: which services for accessibility there are, and which are on.

use super::{Dump, put};
use crate::Result;
use crate::android::phone::Phone;
use crate::android::{Plant, Vendor};

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let planted = dump.has(Plant::Accessibility);
    let service = format!("{0}/{0}.Dienst", Plant::Accessibility.value());
    let talkback = "com.google.android.marvin.talkback/com.google.android.accessibility.talkback.TalkBackService";
    dump.service("accessibility")?;
    put!(dump, "ACCESSIBILITY MANAGER (dumpsys accessibility)");
    put!(dump);
    if phone.make.vendor == Vendor::Samsung || phone.make.android < 11 {
        put!(dump, "User state[attributes:{{id=0, currentUser=true");
        put!(dump, "  mIsTextHighContrastEnabled = false");
        put!(dump);
        put!(dump, "  mUserNonInteractiveUiTimeout = 0");
        put!(dump, "  }}");
        put!(dump, "  installed services: {{");
        put!(dump, "    0 : {talkback}");
        if planted {
            // Told of first here, enabled below.
            dump.plant_next(Plant::Accessibility);
            put!(dump, "    1 : {service}");
        }
        put!(dump, "  }}");
        for state in ["enabled services: ", "binding services: ", "bound services:"] {
            put!(dump, "  {state}{{");
            if planted && state.starts_with("enabled") {
                put!(dump, "    0 : {service}");
            }
            put!(dump, "  }}");
        }
        put!(dump, "  AccessibilityInputFilter:{{");
        put!(dump, "  }}]");
    } else {
        put!(dump, "currentUserId=0");
        put!(dump, "User state[");
        put!(
            dump,
            "     attributes:{{id=0, touchExplorationEnabled=false, serviceHandlesDoubleTap=false, displayMagnificationEnabled=false, autoclickEnabled=false, installedServiceCount={}}}",
            if planted { 2 } else { 1 }
        );
        put!(dump, "     shortcut key:{{}}");
        put!(dump, "     button:{{}}");
        put!(dump, "     Bound services:{{}}");
        if planted {
            dump.plant_next(Plant::Accessibility);
            put!(dump, "     Enabled services:{{{{{service}}}}}");
        } else {
            put!(dump, "     Enabled services:{{}}");
        }
        put!(dump, "     Binding services:{{}}");
        put!(dump, "     Crashed services:{{}}]");
    }
    put!(dump);
    dump.end_service()
}
