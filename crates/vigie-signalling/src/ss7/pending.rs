//! An operation that waits for its answer.

use crate::event::{Event, Leaks, Outcome, Spot};
use crate::fields::Fields;
use crate::network::Network;
use crate::tcap::ApplicationContext;

/// An operation that was asked.
#[derive(Debug)]
pub(super) struct Pending {
    /// Invoke identifier.
    pub(super) invoke: Option<i32>,
    /// Whether the node that was called by the dialogue's first message asks.
    pub(super) is_by_target: bool,
    /// Operation code.
    pub(super) code: i32,
    /// What becomes of it.
    pub(super) event: Event,
    /// Of its argument.
    pub(super) argument: Fields,
    /// Of its result.
    pub(super) result: Fields,
    /// Application context of its dialogue.
    pub(super) context: Option<ApplicationContext>,
    /// Whether it is of the kind that is answered only if it fails.
    pub(super) is_silent: bool,
}

impl Pending {
    /// Takes a result.
    pub(super) fn answered(&mut self, fields: Fields, at: Spot) {
        let event = &mut self.event;
        event.outcome = Outcome::Answered;
        event.answered = Some(at);
        event.leaks |= fields.leaks;
        event.imsi = event.imsi.or(fields.imsi);
        event.msisdn = event.msisdn.or(fields.msisdn);
        self.result = fields;
    }

    /// The event, with what can be judged now that the answer is there.
    pub(super) fn finish(mut self, network: &Network) -> Event {
        use crate::event::Act::{Deliver, Divert, Submit};
        let event = &mut self.event;
        if self.is_silent && event.outcome == Outcome::Unanswered && event.answered.is_some() {
            event.outcome = Outcome::Answered;
        }
        if event.is_answered() && matches!(event.act, Deliver | Divert | Submit) {
            event.leaks |= Leaks::CONTENT;
        }
        super::checks::judge(&mut self, network);
        self.event
    }
}
