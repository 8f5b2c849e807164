//! Packet captures, from the bytes of a file to the segments of a transport: the layer that the slices
//! for networks, signalling and oversight share.
//!
//! [`Capture`] opens a file or a stream. [`Frame`] is what stands in it; [`Packet`] is what a frame
//! carries once link headers, tunnels and fragments are taken off, so one frame can give none or
//! several.
//!
//! ```
//! # fn main() -> Result<(), vigie_core::Stop> {
//! # let bytes = [&[0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0], &[0; 12][..], &[1, 0, 0, 0]].concat();
//! use vigie_capture::{Capture, Carried};
//!
//! let mut capture = Capture::open(std::sync::Arc::new(vigie_core::Bytes(bytes)))?;
//! let mut datagrams = 0;
//! capture.each_packet(&mut |packet| {
//!     if let Carried::Ip(_) = packet.carried {
//!         datagrams += 1;
//!     }
//!     Ok(())
//! })?;
//! assert!(capture.take_damages().is_empty());
//! # Ok(())
//! # }
//! ```

mod capture;
mod checksum;
mod decode;
mod exported_pdu;
mod file;
mod frame;
mod fuzz;
mod packet;
mod tally;
pub mod tcp;

pub use capture::Capture;
pub use checksum::Checksum;
pub use decode::FragmentConflict;
pub use exported_pdu::{ExportedPdu, PointCode};
pub use file::{Damage, FileFacts, Recognised, recognise};
pub use frame::{Frame, Interface};
#[doc(hidden)]
pub use fuzz::fuzz;
pub use packet::{
    Carried, Direction, Ip, IpId, Layer, LinkType, Mac, Moment, Origin, Packet, Path, TcpFlags,
    TcpOptions, TcpSegment, Transport, UdpDatagram,
};
pub use tally::{Tally, Unread};
