//! A node as the ends of a dialogue know it.

use crate::event::{Address, Party};
use crate::network::{Net, Network};
use crate::numbers::Digits;
use crate::sccp;

/// A node: its title, or point code and subsystem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) title: Digits,
    pub(crate) point: Option<u32>,
    pub(crate) ssn: u8,
    pub(crate) net: Net,
}

/// Nature of address of a national number.
const NATIONAL: u8 = 3;

impl Node {
    pub(super) fn of(address: &sccp::Address, network: &Network) -> Self {
        let title = address.digits();
        let net = match address.title {
            Some(title) if title.nature == NATIONAL => Net::Unknown,
            Some(title) if !title.digits.is_empty() => match title.plan {
                6 => network.of_imsi(&title.digits),
                7 => network.of_mobile_title(&title.digits),
                _ => network.of_title(&title.digits),
            },
            _ => address.point_code.map_or(Net::Unknown, |code| network.of_point_code(code)),
        };
        Self { title, point: address.point_code, ssn: address.ssn.unwrap_or_default(), net }
    }

    pub(super) fn party(&self) -> Party {
        let address = match self.point {
            _ if !self.title.is_empty() => Address::Title(self.title),
            Some(code) => Address::Point(code, self.ssn),
            None => Address::None,
        };
        Party { address, net: self.net }
    }

    /// What makes it the same node in two messages.
    pub(super) fn key(&self) -> (Digits, u32) {
        if self.title.is_empty() {
            (Digits::NONE, self.point.unwrap_or(u32::MAX))
        } else {
            (self.title, 0)
        }
    }
}
