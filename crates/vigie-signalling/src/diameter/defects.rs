//! What of a message is not as RFC 6733 asks.

crate::deviations::deviations! {
    /// A set of deviations. Each costs no more than what it damages; a firewall and a node that read one of
    /// them differently see two messages.
    Defects(u32);

    /// The version is not 1.
    VERSION = 0, "version";
    /// The length in the header is not that of the bytes.
    MESSAGE_LENGTH = 1, "message-length";
    /// The length in the header is no multiple of 4.
    UNALIGNED = 2, "message-unaligned";
    /// A reserved flag of the header is set.
    HEADER_FLAGS = 3, "header-flags";
    /// A request with the error flag.
    REQUEST_IS_ERROR = 4, "error-flag-in-request";
    /// A pair shorter than its own header.
    AVP_LENGTH = 5, "avp-length";
    /// A pair that ends after what holds it.
    AVP_CUT = 6, "avp-cut";
    /// A reserved flag of a pair is set.
    AVP_FLAGS = 7, "avp-flags";
    /// Padding that is not zero.
    PADDING = 8, "padding";
    /// Padding that is missing.
    NO_PADDING = 9, "no-padding";
    /// Bytes at the end that make no pair.
    TRAILING = 10, "trailing-bytes";
    /// Session-Id stands elsewhere than at the beginning.
    SESSION_ID_NOT_FIRST = 11, "session-id-not-first";
    /// A pair that may stand once stands twice.
    DUPLICATE = 12, "duplicate-avp";
    /// A pair of no known code that must be understood.
    UNKNOWN_MANDATORY = 13, "unknown-mandatory-avp";
    /// Groups in groups beyond the depth that is read.
    TOO_DEEP = 14, "nested-too-deep";
    /// More pairs than are read.
    TOO_MANY = 15, "too-many-avps";
    /// A value of another size than its type has.
    WRONG_SIZE = 16, "wrong-size";
    /// A pair that its command does not know.
    NOT_IN_COMMAND = 17, "avp-not-in-command";
    /// A pair that its command must have is missing.
    MISSING = 18, "missing-avp";
    /// User-Name is no IMSI where it has to be one.
    USER_NAME = 19, "user-name";
    /// A host or realm with characters that names have not.
    IDENTITY = 20, "identity";
    /// Origin-Host, Origin-Realm or User-Name stands twice: two readers may believe two senders.
    DUPLICATE_IDENTITY = 21, "duplicate-identity";
    /// A vendor's pair without the vendor, or the other way round.
    VENDOR = 22, "vendor-flag";
}
