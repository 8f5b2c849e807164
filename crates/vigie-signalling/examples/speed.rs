//! How many messages a second: `speed CAPTURE [NETWORK]`. First every layer down to key fields, then
//! the parser with all stages, records thrown away.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use vigie_capture::{Capture, Carried, Transport};
use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_signalling::ber::Watch;
use vigie_signalling::parsers::PARSERS;
use vigie_signalling::sctp::{self, Associations, Ends};
use vigie_signalling::tcap::ComponentKind;
use vigie_signalling::{cap, m3ua, map, sccp, tcap};

struct Beside(Option<Vec<u8>>);

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let here = self.0.clone().filter(|_| path == "/captures/network.toml");
        Ok(here.map(|bytes| Arc::new(Bytes(bytes)) as SharedBytes))
    }
}

#[derive(Default)]
struct Count(u64);

impl Consumer for Count {
    fn record(&mut self, _: Locator, _: &dyn Record) -> Result<(), Stop> {
        self.0 += 1;
        Ok(())
    }

    fn problem(&mut self, _: Locator, _: String) {}
}

/// Messages of TCAP, and what keeps the work from being left out.
#[derive(Default)]
struct Decoded {
    messages: u64,
    digits: usize,
}

impl Decoded {
    fn message(&mut self, bytes: &[u8]) {
        let Some(unit) = m3ua::data(bytes).and_then(|data| sccp::read(data.payload)) else {
            return;
        };
        let watch = Watch::default();
        let Some(message) = tcap::read(unit.data, &watch) else { return };
        self.messages += 1;
        self.digits += unit.called.digits().len() + unit.calling.digits().len();
        for component in message.components {
            let code = component.operation.number().and_then(|code| u8::try_from(code).ok());
            let (Some(code), Some(parameter)) = (code, component.parameter) else { continue };
            let fields = match component.kind {
                ComponentKind::Invoke if unit.called.ssn == Some(146) => {
                    cap::argument(code, &parameter, &watch)
                }
                ComponentKind::Invoke => map::argument(code, &parameter, &|_| true, &watch),
                _ => map::result(code, &parameter, &watch),
            };
            self.digits += fields.imsi.len() + fields.msisdn.len() + fields.vlr.len();
        }
    }
}

fn main() -> Result<(), Stop> {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().unwrap_or_default())?;
    let network = arguments.next().map(std::fs::read).transpose()?;
    let data: SharedBytes = Arc::new(Bytes(bytes));

    let started = now();
    let mut capture = Capture::open(data.clone())?;
    let mut associations = Associations::default();
    let mut decoded = Decoded::default();
    capture.each_packet(&mut |packet| {
        if let Carried::Ip(ip) = &packet.carried
            && let Transport::Sctp(bytes) = &ip.transport
        {
            associations.take(bytes, Ends { src: ip.src, dst: ip.dst }, &mut |message| {
                if message.carried() == sctp::Carried::M3ua {
                    decoded.message(message.payload);
                }
            });
        }
        Ok(())
    })?;
    say("decoded to key fields", decoded.messages, started)?;

    let started = now();
    let input = Input {
        path: "/captures/x.pcap",
        modified: None,
        data,
        first_line: 1,
        siblings: &Beside(network),
        limits: Limits::default(),
    };
    let mut count = Count::default();
    if let Some(parser) = PARSERS.first() {
        parse(*parser, &input, &mut count, &AtomicBool::new(false));
    }
    say("end to end", decoded.messages, started)?;
    writeln!(io::stdout(), "{} records, {} digits", count.0, decoded.digits)?;
    Ok(())
}

/// Time spent on a processor where the system tells (Linux), else time that passed.
fn now() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let on_cpu = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    on_cpu.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn say(what: &str, messages: u64, started: Duration) -> Result<(), Stop> {
    let spent = now().saturating_sub(started).as_micros();
    let micros = u64::try_from(spent).unwrap_or(u64::MAX).max(1);
    let rate = messages.saturating_mul(1_000_000) / micros;
    writeln!(io::stdout(), "{what}: {messages} messages, {rate} per CPU-second")?;
    Ok(())
}
