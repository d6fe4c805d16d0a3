//! A line of the log as text: its message, then its fields as `name=value`.
//!
//! What somebody outside has written comes in values, and ends no line ([`Plain`]).

use std::fmt::{self, Write};

use tracing::field::{Field, Visit};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;

use crate::plain::Plain;

/// The one field that is told in lines of its own, without its name: [`Summary`] makes it.
///
/// [`Summary`]: crate::summary::Summary
const IN_LINES: &str = "opened";

/// Writes the fields of an event or a span.
pub(super) struct Fields;

impl<'writer> FormatFields<'writer> for Fields {
    fn format_fields<R: RecordFields>(&self, writer: Writer<'writer>, fields: R) -> fmt::Result {
        let mut line = Line::new(writer);
        fields.record(&mut line);
        line.written
    }
}

/// A line under way.
pub(super) struct Line<W> {
    out: W,
    begun: bool,
    written: fmt::Result,
}

impl<W: Write> Line<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            begun: false,
            written: Ok(()),
        }
    }

    pub(super) fn into_inner(self) -> W {
        self.out
    }

    fn write(&mut self, name: &str, value: &dyn fmt::Debug) -> fmt::Result {
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_char(' ')?;
        }
        match name {
            IN_LINES => return write!(self.out, "{value:?}"),
            "message" => {}
            name => write!(self.out, "{name}=")?,
        }
        write!(Plain(&mut self.out), "{value:?}")
    }
}

impl<W: Write> Visit for Line<W> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Where a library's line comes from is told by its head.
        if self.written.is_ok() && !field.name().starts_with("log.") {
            self.written = self.write(field.name(), value);
        }
    }
}
