//! What names of Android stand for: processes, packages, files.

use vigie_core::Observable;

/// Shows what the name of a process stands for. An app's process is called as its package, further
/// ones with a colon and a name of their own behind it; programs go by their name or path, threads of
/// the kernel stand in brackets.
pub(crate) fn each_process_name(name: &str, mut see: impl FnMut(Observable<'_>)) {
    let kernel = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let mut name = kernel.unwrap_or(name);
    if name.starts_with(['/', '.']) {
        // What it was started with follows its path.
        name = name.split(' ').next().unwrap_or(name);
    }
    if name.is_empty() || is_of_android(name) {
        return;
    }
    see(Observable::Process(name));
    if name.starts_with('/') {
        see(Observable::Path(name));
        return;
    }
    let (package, own) = name.split_once(':').map_or((name, ""), |(package, own)| (package, own));
    if !own.is_empty() && kernel.is_none() {
        see(Observable::Process(package));
        see(Observable::Process(own));
    }
    if kernel.is_none() && is_package(package) {
        see(Observable::AppId(package));
    }
}

/// Whether a process is one that every Android runs and that spyware for iPhones was called after: the
/// name is listed, and says nothing here.
pub(crate) fn is_of_android(name: &str) -> bool {
    matches!(name, "gatekeeperd" | "/system/bin/gatekeeperd")
}

/// Whether `text` has the form of a package's name: words joined by dots.
pub(crate) fn is_package(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    text.len() <= 255 && text.contains('.') && text.split('.').all(word)
}

/// The last component of `path`.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Absolute paths that stand in the words of `text`, at most a hundred.
pub(crate) fn paths_inside(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || "'\"‘’“”()<>[]{},;|&=`".contains(c);
    let words = text.split(ends).map(|word| word.trim_end_matches(['.', ':']));
    let is_path = |word: &&str| word.starts_with('/') && !word.starts_with("//") && word.len() > 2;
    words.filter(is_path).take(100)
}

/// Names of packages that stand in the words of `text`, at most a hundred; those before the slash of a
/// component (`com.example/.Service`) count.
pub(crate) fn packages_inside(text: &str) -> impl Iterator<Item = &str> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let words = text.split(move |c: char| !in_name(c)).map(|word| word.trim_matches('.'));
    words.filter(|word| is_package(word)).take(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(name: &str) -> Vec<String> {
        let mut seen = Vec::new();
        each_process_name(name, |value| seen.push(format!("{value:?}")));
        seen
    }

    #[test]
    fn names_of_processes() {
        assert_eq!(seen("[kworker/0:0H]"), ["Process(\"kworker/0:0H\")"]);
        assert_eq!(
            seen("/system/bin/su"),
            ["Process(\"/system/bin/su\")", "Path(\"/system/bin/su\")"]
        );
        let app = [
            "Process(\"com.a.b:x\")",
            "Process(\"com.a.b\")",
            "Process(\"x\")",
            "AppId(\"com.a.b\")",
        ];
        assert_eq!(seen("com.a.b:x"), app);
        assert_eq!(seen("adbd"), ["Process(\"adbd\")"]);
        assert!(seen("").is_empty() && seen("[]").is_empty());
    }

    #[test]
    fn words_of_a_command() {
        let text =
            "pm grant 'com.a.b' android.permission.READ_SMS; am start com.c.d/.Main >/data/x.";
        let packages: Vec<_> = packages_inside(text).collect();
        assert_eq!(packages, ["com.a.b", "android.permission.READ_SMS", "com.c.d", "data.x"][..3]);
        assert_eq!(paths_inside(text).collect::<Vec<_>>(), ["/data/x"]);
    }
}
