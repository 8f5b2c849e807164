//! What of a message is not as its specification asks.

crate::deviations::deviations! {
    /// A set of deviations.
    Defects(u16);

    /// The length in the header is not that of the bytes.
    LENGTH = 0, "message-length";
    /// Reserved bits of the header are set.
    FLAGS = 1, "header-flags";
    /// An element that ends after its message.
    CUT = 2, "element-cut";
    /// An element of another size than its type has.
    SIZE = 3, "element-size";
    /// Elements of version 1 out of order.
    ORDER = 4, "element-order";
    /// An element that must be there is missing.
    MISSING = 5, "missing-element";
    /// An element that stands once stands twice.
    DUPLICATE = 6, "duplicate-element";
    /// An element whose type is not known and has no length.
    UNKNOWN = 7, "unknown-element";
    /// An IMSI that is none.
    IMSI = 8, "imsi";
    /// A message type that no specification has.
    TYPE = 9, "message-type";
    /// A tunnel is needed and missing, or the other way round.
    TEID = 10, "teid";
    /// A value that is reserved: cause, radio technology, network.
    VALUE = 11, "reserved-value";
    /// Groups in groups beyond the depth that is read.
    DEEP = 12, "nested-too-deep";
}
