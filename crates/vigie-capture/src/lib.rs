//! Packet captures, from the bytes of a file to the segments of a transport: the layer that the slices
//! for networks, signalling and oversight share.
//!
//! [`Frame`] is what stands in a file; [`Packet`] is what a frame carries once link headers, tunnels and
//! fragments are taken off, so one frame can give none or several.

mod packet;
pub mod tcp;

pub use packet::{
    Carried, Ip, IpId, Layer, LinkType, Mac, Moment, Origin, Packet, Path, TcpFlags, TcpOptions,
    TcpSegment, Transport, UdpDatagram,
};
