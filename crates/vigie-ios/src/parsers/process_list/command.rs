//! Splitting a command into its program and what it was started with.

/// A command.
#[derive(Debug, PartialEq)]
pub(super) struct Command<'a> {
    /// The program: a path, or a name.
    pub(super) program: &'a str,
    /// What follows it.
    pub(super) arguments: Option<&'a str>,
}

/// Ends of the names of folders that programs stand in, and that may hold spaces.
const BUNDLES: &[&str] = &[".app/", ".appex/", ".xpc/", ".framework/", ".bundle/"];

/// Splits `command` at the space that ends its program.
///
/// `ps` does not quote: `/a/My App.app/My App -x` is the program `My App` in `My App.app`. A space
/// belongs to the path where the folder of an app ends behind it, or where the program goes by the
/// app's name.
pub(super) fn split(command: &str) -> Command<'_> {
    let command = command.trim();
    let mut end = first_word(command, 0);
    if command.starts_with('/') {
        let mut at = end;
        while at < command.len() {
            let next = first_word(command, at + 1);
            let word = command.get(at + 1..next).unwrap_or("");
            if word.starts_with(['-', '/']) {
                break;
            }
            at = next;
            if BUNDLES.iter().any(|bundle| word.contains(bundle)) {
                end = at;
            }
        }
        end = end_of_name(command, end);
    }
    let (program, arguments) = command.split_at_checked(end).unwrap_or((command, ""));
    let arguments = arguments.trim();
    Command { program, arguments: (!arguments.is_empty()).then_some(arguments) }
}

/// Where the word that begins at `from` ends.
fn first_word(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    rest.find(' ').map_or(text.len(), |length| from.saturating_add(length))
}

/// Where a program ends that goes by the name of its app, spaces and all.
fn end_of_name(command: &str, end: usize) -> usize {
    let path = command.get(..end).unwrap_or(command);
    let Some((folder, begun)) = path.rsplit_once('/') else { return end };
    let app = folder.rsplit('/').next().unwrap_or(folder);
    let name = app.rsplit_once('.').map_or(app, |(name, _)| name);
    let whole = command.get(end.saturating_sub(begun.len())..).unwrap_or("");
    match whole.strip_prefix(name) {
        Some(after) if name.len() > begun.len() && (after.is_empty() || after.starts_with(' ')) => {
            command.len().saturating_sub(after.len())
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_spaces_end_where_the_program_ends() {
        let cases = [
            ("/sbin/launchd", "/sbin/launchd", None),
            ("/usr/libexec/x -a /b c.app/d", "/usr/libexec/x", Some("-a /b c.app/d")),
            ("/v/Signal (2).app/Signal", "/v/Signal (2).app/Signal", None),
            ("/v/My App.app/My App -x 1", "/v/My App.app/My App", Some("-x 1")),
            ("/v/My App.app/My Apple", "/v/My App.app/My", Some("Apple")),
            ("/v/S.app/mussel dGNwOg==", "/v/S.app/mussel", Some("dGNwOg==")),
            ("sshd: mobile@ttys0", "sshd:", Some("mobile@ttys0")),
            ("(zombie)", "(zombie)", None),
            ("", "", None),
        ];
        for (command, program, arguments) in cases {
            assert_eq!(split(command), Command { program, arguments }, "{command}");
        }
    }
}
