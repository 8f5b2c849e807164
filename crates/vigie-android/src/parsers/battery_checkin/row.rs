//! A line of fields with commas.

/// A line about a user id.
pub(super) struct Row<'a> {
    pub(super) uid: i64,
    /// `wl`, `apk`, `nt`…
    pub(super) what: &'a str,
    /// The fields behind it.
    pub(super) values: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// Reads `9,10151,l,wl,…` and `9,0,i,uid,10151,com.example`; statistics since the last charge only
    /// (`l`; `c` and `u` are of other times).
    pub(super) fn read(text: &'a str) -> Option<Self> {
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut fields = text.trim_end().split(',');
        let _version: u32 = fields.next()?.parse().ok()?;
        let uid: i64 = fields.next()?.parse().ok()?;
        let which = fields.next()?;
        let what = fields.next()?;
        let mut values: Vec<_> = fields.collect();
        match (which, what) {
            ("i", "uid") => {
                let uid = values.first()?.parse().ok()?;
                values.remove(0);
                Some(Self { uid, what, values })
            }
            ("l", _) => Some(Self { uid, what, values }),
            _ => None,
        }
    }

    /// The number in field `at`; 0 where there is none.
    pub(super) fn number(&self, at: usize) -> u64 {
        self.values.get(at).and_then(|value| value.parse().ok()).unwrap_or(0)
    }
}
