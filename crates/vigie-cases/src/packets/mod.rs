//! Captures made from readable text, and the builder behind it for tests in code.
//!
//! A case `NAME.packets` becomes a pcap or pcapng file. Lines are directives; `#` begins a comment.
//!
//! ```text
//! # path: /captures/phone.pcap
//! capture pcapng link=1                   file form: pcap | pcapng, ns, big, link=N, snap=N, gzip, cut=N
//! at 2024-05-01T10:00:00Z                 time of what follows; then each packet comes 1 ms later
//! every 10ms                              … or this much
//! host phone 10.0.0.2 02:00:00:00:00:01   name, address, and if it matters: MAC, ttl=64
//! host web 93.184.216.34 ttl=57
//! host dns 10.0.0.1
//!
//! udp phone:40001 > dns:53 u16:7 hex:0100 u16:1 u16:0 u16:0 u16:0 name:www.example.org u16:1 u16:1
//! +25ms                                   waits
//! tcp page phone:40002 > web:80 ts        a connection by name: ts, no-ts, isn=1000/5000, mss=1460, ws=7
//! page open                               SYN, SYN-ACK, ACK
//! page > "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"
//! page < ttl=60 id=1 df=0 window=8192 no-ts "HTTP/1.1 302 Found\r\n\r\n"
//! page < ahead=0 "HTTP/1.1 200 OK\r\n\r\n"
//! page close                              FIN, FIN, ACK
//!
//! inside vlan=10 gre=192.0.2.1>192.0.2.2  what follows is carried by these, the outermost first
//! icmp phone > web type=8 code=0 hex:00010001
//! outside
//! sctp phone:2905 > web:2905 vtag=9 data tsn=1 stream=0 ssn=0 ppid=3 flags=3 hex:0100
//!                                         or: chunk=N vtag=9 flags=0, then the chunk's value
//! arp request phone > dns                 or: arp reply dns > phone; sender=MAC
//! ip phone > web proto=17 id=7 frag=0+ hex:…   a fragment, of this offset in bytes; + where more follow
//! frame hex:…                             a whole frame, as it is
//! ```
//!
//! **Payloads** are parts one after another: `"text"` with `\r \n \t \0 \\ \" \xHH`; `hex:0aff`;
//! `u8:1 u16:1 u24:1 u32:1 u64:1` in network order; `name:a.example` as DNS writes it; `fill:41*100`;
//! `file:NAME.part`, the bytes of a text file of hexadecimal digits beside the case; and `[2 … ]`, the
//! length of what is inside in so many bytes (1 to 4), then what is inside.
//!
//! **Any packet** takes `ttl= id= df=0|1 tos= checksum=bad fragments=BYTES mac=SENDER to-mac=RECEIVER
//! kept=BYTES` (of the frame, the rest is cut), `offload` (IP length 0), `iface=N` (pcapng),
//! `out` / `in` (direction, where the form can say it), and `+2ms` for a wait before it.
//! **Segments** take besides `seq= ack=` (of the connection's own numbers `seq=+N`, `ack=-N` relative to
//! what would be next), `ahead=N` (sent N bytes before (negative) or after what would be next, moving
//! nothing), `flags=FSRPAUEC` letters, `window=`, `ts=VALUE/ECHO`, `no-ts`, `urgent=`, `options=HEX`.
//! After a segment the sender's next number moves on, unless `stay` is said or `ahead=` or `seq=`.
//! Words for segments without a payload: `open`, `close`, `syn`, `syn-ack`, `ack`, `fin`, `rst`.
//!
//! **Layers** of `inside`: `vlan=ID qinq=ID mpls=LABEL pw=LABEL pppoe=SESSION gre=A>B erspan=A>B
//! ipip=A>B gtp=TEID,A>B vxlan=NET,A>B geneve=NET,A>B capwap=A>B teredo=A>B`.
//! **Link types**: 0, 1, 9, 12, 51, 101, 104, 105, 108, 113, 119, 127, 192, 228, 229, 239, 258, 276;
//! with any other, only `frame` makes frames. More than one `link=N` in pcapng gives more interfaces.

mod build;
mod connection;
mod file;
mod headers;
mod layers;
mod link;
mod parts;
mod script;

pub use build::{Builder, Host, How};
pub use connection::{Connection, Segment};
pub use file::{Form, Stored};
pub use headers::{crc32c, ipv4, ipv6, sctp, tcp, udp};
pub use layers::Around;
pub use script::bytes;
