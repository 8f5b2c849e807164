//! Which columns name people, and which processes.

/// What a column is known to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Addresses of people: telephone numbers, e-mail addresses, identifiers of WhatsApp.
    Addresses,
    /// Names of processes or apps.
    Processes,
    /// Anything.
    Anything,
}

/// Columns that hold addresses.
const ADDRESSES: &[&str] = &[
    "ZADDRESS",
    "ZCONTACTJID",
    "ZFROMJID",
    "ZGROUPMEMBER",
    "ZIDENTIFIER",
    "ZMEMBERJID",
    "ZPARTNERNAME",
    "ZTOJID",
    "ZUSERNAME",
    "ZVALUE",
    "account_login",
    "address",
    "chat_identifier",
    "destination_caller_id",
    "id",
    "last_addressed_handle",
    "uncanonicalized_id",
];

/// Columns that hold names of processes or apps.
const PROCESSES: &[&str] = &[
    "ZBUNDLEID",
    "ZBUNDLENAME",
    "ZPROCNAME",
    "ZVALUESTRING",
    "client",
    "indirect_object_identifier",
];

/// What column `name` holds.
pub(super) fn holds(name: &str) -> Holds {
    match () {
        () if ADDRESSES.binary_search(&name).is_ok() => Holds::Addresses,
        () if PROCESSES.binary_search(&name).is_ok() => Holds::Processes,
        () => Holds::Anything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(ADDRESSES.is_sorted() && PROCESSES.is_sorted());
        assert_eq!((holds("ZADDRESS"), holds("client")), (Holds::Addresses, Holds::Processes));
        assert_eq!(holds("text"), Holds::Anything);
    }
}
