//! Rows of table `CalendarItem` and how they become events.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Database, Row, Table};

use super::event::{Attachment, Event};
use super::participant::Participants;
use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::joins::Joins;
use crate::urls;

/// Columns of `CalendarItem` with a field of their own or that name a row of another table.
const FIELDS: &[&str] = &[
    "ROWID",
    "summary",
    "description",
    "location_id",
    "client_location_id",
    "url",
    "conference_url",
    "start_date",
    "start_tz",
    "end_date",
    "all_day",
    "hidden",
    "calendar_id",
    "creation_date",
    "last_modified",
    "shared_item_created_date",
    "shared_item_modified_date",
    "due_date",
    "completion_date",
    "organizer_id",
    "self_attendee_id",
    "unique_identifier",
    "UUID",
    "external_rep",
];

/// Emits every row of `CalendarItem`.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("CalendarItem") else { return Ok(()) };
    let rows = Rows {
        others: Others::new(&table, FIELDS),
        participants: Participants::read(database, sink)?,
        attachments: Attachments::read(database, sink)?,
        locations: database.table("Location"),
        calendars: database.table("Calendar"),
        table,
    };
    table.scan_into(sink, |row, sink| {
        let event = rows.event(row, sink)?;
        sink.emit(row.locator(), &event)
    })
}

/// What is needed to make an event of a row.
struct Rows<'a> {
    table: Table<'a>,
    others: Others,
    participants: Option<Participants<'a>>,
    attachments: Option<Attachments<'a>>,
    locations: Option<Table<'a>>,
    calendars: Option<Table<'a>>,
}

impl Rows<'_> {
    fn event(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<Event, Stop> {
        let mut event = self.own_fields(row, sink);
        let id = |name| cells::nonzero(row, self.table.column(name));
        event.location = self.location(id("location_id"))?;
        event.calendar = named(self.calendars.as_ref(), id("calendar_id"), "title")?;
        if let Some(participants) = &self.participants {
            let organizer = id("organizer_id");
            if let Some(organizer) = organizer {
                event.organizer = participants.find(organizer)?;
                if event.organizer.is_none() {
                    let what = format!("organiser {organizer} is not in table Participant");
                    sink.problem(row.locator(), what);
                }
            }
            event.attendees = participants.invited(row.rowid(), organizer)?;
        }
        if let Some(attachments) = &self.attachments {
            event.attachments = attachments.of(row.rowid())?;
        }
        Ok(event)
    }

    fn own_fields(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Event {
        let column = |name| self.table.column(name);
        let text = |name| cells::text(row, column(name));
        let mut time = |name| cells::mac_time(row, column(name), name, sink);
        Event {
            summary: text("summary"),
            description: text("description"),
            url: text("url"),
            conference_url: text("conference_url"),
            start_date: time("start_date"),
            start_tz: text("start_tz"),
            end_date: time("end_date"),
            all_day: cells::flag(row, column("all_day")),
            hidden: cells::flag(row, column("hidden")),
            creation_date: time("creation_date"),
            last_modified: time("last_modified"),
            shared_created: time("shared_item_created_date"),
            shared_modified: time("shared_item_modified_date"),
            due_date: time("due_date"),
            completion_date: time("completion_date"),
            unique_identifier: text("unique_identifier"),
            uuid: text("UUID"),
            links: server_urls(row.blob(column("external_rep")).unwrap_or_default()),
            columns: self.others.of(row),
            ..Event::default()
        }
    }

    /// Title and address of a place.
    fn location(&self, id: Option<i64>) -> Result<Option<String>, Stop> {
        let title = named(self.locations.as_ref(), id, "title")?;
        let address = named(self.locations.as_ref(), id, "address")?;
        Ok(match (title, address) {
            (Some(title), Some(address)) if title != address => {
                Some(format!("{title}, {address}"))
            }
            (title, address) => title.or(address),
        })
    }
}

/// The text in column `column` of the row of `table` with this id.
fn named(
    table: Option<&Table<'_>>,
    id: Option<i64>,
    column: &str,
) -> Result<Option<String>, Stop> {
    let Some((table, id)) = table.zip(id) else { return Ok(None) };
    let text = |row: &Row<'_>| cells::name(row, table.column(column), LONGEST_ADDRESS);
    Ok(table.get(id, text)?.flatten())
}

/// URLs in what the server sent, less the one that every property list begins with.
fn server_urls(bytes: &[u8]) -> Vec<String> {
    let mut found = urls::raw_urls(bytes);
    found.retain(|url| !url.starts_with("http://www.apple.com/DTDs/"));
    found
}

/// Most attachments of one event.
const MOST: usize = 100;

/// Where events find their attachments.
struct Attachments<'a> {
    table: Table<'a>,
    files: Option<Table<'a>>,
    of_item: Joins,
}

impl<'a> Attachments<'a> {
    fn read(database: &'a Database, sink: &mut Sink<'_>) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("Attachment") else { return Ok(None) };
        let of_item = Joins::of(&table, table.column("owner_id"), table.column("rowid"), sink)?;
        Ok(Some(Self { table, files: database.table("AttachmentFile"), of_item }))
    }

    fn of(&self, item: i64) -> Result<Vec<Attachment>, Stop> {
        let mut attachments = Vec::new();
        for id in self.of_item.all(item).take(MOST) {
            let found = self.table.get(id, |row| {
                (attachment(&self.table, row), row.integer(self.table.column("file_id")))
            })?;
            let Some((mut found, file)) = found else { continue };
            if let Some((files, file)) = self.files.as_ref().zip(file) {
                let described = files.get(file, |row| attachment(files, row))?;
                found = described.unwrap_or(found);
            }
            attachments.push(found);
        }
        Ok(attachments)
    }
}

/// The two tables of attachments share their columns' names.
fn attachment(table: &Table<'_>, row: &Row<'_>) -> Attachment {
    let name = |name| cells::name(row, table.column(name), 4 * LONGEST_ADDRESS);
    Attachment {
        url: name("url"),
        filename: name("filename"),
        local_path: name("local_path").or_else(|| name("local_url")),
        size: cells::nonzero(row, table.column("file_size")),
    }
}
