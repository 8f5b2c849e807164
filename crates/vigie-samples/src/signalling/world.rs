//! A home network with partners, and dialogues between them. All numbers are made up: network code 99
//! and the like are assigned to nobody in these countries.

use std::io::{self, Write};

use super::tcap::{self, Context};
use super::wire::{Node, Wire};

/// What a parser needs to know of the world, as `network.toml`.
pub const NETWORK: &str = r#"[home]
name = "Home"
country = "FR"
plmn = ["20899"]
msisdn = ["33699"]
gt = ["3369900"]
nodes = ["336990010", "336990011", "336990020", "336990040", "336990070"]
mgt = ["33699"]
smsc = ["336990020"]
ota = ["336990030"]
scf = ["336990040"]
lcs = ["336990050"]
realms = ["epc.mnc099.mcc208.3gppnetwork.org"]
hosts = ["hss1.epc.mnc099.mcc208.3gppnetwork.org", "mme1.epc.mnc099.mcc208.3gppnetwork.org"]
ip = ["192.0.2.0/24"]
apn = ["internet", "ims"]

[[partner]]
name = "A"
country = "DE"
plmn = ["26299"]
gt = ["4915099"]
realms = ["epc.mnc099.mcc262.3gppnetwork.org"]
ip = ["198.51.100.0/24"]

[[partner]]
name = "B"
country = "AU"
plmn = ["50599"]
gt = ["6140099"]
realms = ["epc.mnc099.mcc505.3gppnetwork.org"]
ip = ["203.0.113.0/26"]

[[partner]]
name = "C"
country = "BE"
plmn = ["20699"]
gt = ["3247799"]
realms = ["epc.mnc099.mcc206.3gppnetwork.org"]
ip = ["203.0.113.64/26"]

[[hub]]
name = "Hub"
gt = ["4179999"]
hosts = ["dra.hub.example"]
ip = ["203.0.113.128/26"]
members = ["A", "B", "C"]
"#;

/// Home.
pub const HLR: Node<'static> = Node { title: "336990010", ssn: 6, point: 100 };
/// Home's MSC and VLR.
pub const MSC: Node<'static> = Node { title: "336990011", ssn: 8, point: 100 };
/// Home's VLR.
pub const VLR: Node<'static> = Node { title: "336990011", ssn: 7, point: 100 };
/// Home's short message service centre.
pub const SMSC: Node<'static> = Node { title: "336990020", ssn: 8, point: 100 };
/// Home's gsmSCF.
pub const SCF: Node<'static> = Node { title: "336990040", ssn: 146, point: 100 };

/// A node abroad.
pub const fn abroad(title: &str, ssn: u8) -> Node<'_> {
    Node { title, ssn, point: 7 }
}

/// VLR of partner A.
pub const VLR_A: Node<'static> = abroad("491509911", 7);
/// HLR of partner A.
pub const HLR_A: Node<'static> = abroad("491509910", 6);
/// Service centre of partner A.
pub const SMSC_A: Node<'static> = abroad("491509920", 8);
/// VLR of partner B, on the other side of the world.
pub const VLR_B: Node<'static> = abroad("614009911", 7);
/// VLR of partner C, next to home.
pub const VLR_C: Node<'static> = abroad("324779911", 7);
/// Somebody without agreement.
pub const STRANGER: Node<'static> = abroad("263779911", 6);
/// Another one, of another country.
pub const OTHER_STRANGER: Node<'static> = abroad("992779911", 6);

/// How an operation is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// With a result.
    Result(Vec<u8>),
    /// With an empty result.
    Empty,
    /// With an error.
    Error(u8),
    /// Not at all.
    Silence,
}

/// A capture being made.
pub struct World<W> {
    /// Where it goes.
    pub wire: Wire<W>,
    next: u32,
    /// Messages of TCAP sent.
    pub messages: u64,
}

impl<W: Write> World<W> {
    /// Begins.
    pub const fn new(wire: Wire<W>) -> Self {
        Self { wire, next: 0x1000_0000, messages: 0 }
    }

    /// The next transaction identifier: those of a stack do not follow one another on the wire.
    pub fn id(&mut self) -> u32 {
        self.next = self.next.wrapping_add(0x0101);
        self.next.wrapping_mul(0x9e37_79b1)
    }

    /// Sends a message of TCAP.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn send(&mut self, from: &Node<'_>, to: &Node<'_>, message: &[u8]) -> io::Result<()> {
        self.messages += 1;
        self.wire.send(from, to, message)
    }

    /// One operation of MAP and its answer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask(
        &mut self,
        from: &Node<'_>,
        to: &Node<'_>,
        context: Context,
        operation: u8,
        argument: &[u8],
        answer: &Answer,
    ) -> io::Result<()> {
        self.ask_opened(from, to, context, &[], operation, argument, answer)
    }

    /// The same with what MAP says when it opens the dialogue.
    ///
    /// # Errors
    /// When it cannot be written.
    #[expect(clippy::too_many_arguments, reason = "a dialogue has as many parts")]
    pub fn ask_opened(
        &mut self,
        from: &Node<'_>,
        to: &Node<'_>,
        context: Context,
        open: &[u8],
        operation: u8,
        argument: &[u8],
        answer: &Answer,
    ) -> io::Result<()> {
        let id = self.id();
        let name = tcap::map_context(context);
        // Version 1 has no dialogue portion.
        let portion = |is_answer, open: &[u8]| {
            if context.1 == 1 { Vec::new() } else { tcap::portion(&name, is_answer, open) }
        };
        let begin = tcap::begin(id, &portion(false, open), &[tcap::invoke(1, operation, argument)]);
        self.send(from, to, &begin)?;
        let component = match answer {
            Answer::Result(result) => tcap::result(1, operation, result),
            Answer::Empty => tcap::empty_result(1),
            Answer::Error(code) => tcap::error(1, *code),
            Answer::Silence => return Ok(()),
        };
        self.send(to, from, &tcap::end(id, &portion(true, &[]), &[component]))
    }

    /// A registration with the profile that the HLR writes in its course.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn register(
        &mut self,
        vlr: &Node<'_>,
        hlr: &Node<'_>,
        imsi: &str,
        scf: Option<&str>,
    ) -> io::Result<()> {
        let (own, other) = (self.id(), self.id());
        let name = tcap::map_context((1, 3));
        let argument = super::map::update_location(imsi, vlr.title, vlr.title);
        let request = tcap::portion(&name, false, &[]);
        self.send(vlr, hlr, &tcap::begin(own, &request, &[tcap::invoke(1, 2, &argument)]))?;
        let profile = super::map::profile(imsi, "336991234567", scf);
        let accepted = tcap::portion(&name, true, &[]);
        self.send(
            hlr,
            vlr,
            &tcap::goes_on(other, own, &accepted, &[tcap::invoke(1, 7, &profile)]),
        )?;
        self.send(vlr, hlr, &tcap::goes_on(own, other, &[], &[tcap::empty_result(1)]))?;
        let result = tcap::result(1, 2, &super::map::hlr(hlr.title));
        self.send(hlr, vlr, &tcap::end(own, &[], &[result]))
    }

    /// Vectors, then a registration.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn arrive(&mut self, vlr: &Node<'_>, imsi: &str) -> io::Result<()> {
        let keys = Answer::Result(super::map::vectors_result(1));
        self.ask(vlr, &HLR, (14, 3), 56, &super::map::vectors(imsi, 1), &keys)?;
        self.register(vlr, &HLR, imsi, None)
    }

    /// A call under control of CAMEL: initialDP, what the service answers, and the end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn call(
        &mut self,
        switch: &Node<'_>,
        service: &Node<'_>,
        imsi: &str,
        answer: &[u8],
    ) -> io::Result<()> {
        let (own, other) = (self.id(), self.id());
        let name = [4, 0, 0, 1, 0, 50, 1];
        let argument = super::map::initial_dp(imsi, "33612345678", switch.title);
        let request = tcap::portion(&name, false, &[]);
        self.send(switch, service, &tcap::begin(own, &request, &[tcap::invoke(1, 0, &argument)]))?;
        let accepted = tcap::portion(&name, true, &[]);
        self.send(service, switch, &tcap::goes_on(other, own, &accepted, &[answer.to_vec()]))?;
        self.send(switch, service, &tcap::end(other, &[], &[]))
    }
}

/// IMSI of the subscriber `number` of a network.
pub fn imsi(plmn: &str, number: u64) -> String {
    format!("{plmn}{number:010}")
}
