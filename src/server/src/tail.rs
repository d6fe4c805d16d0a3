//! The way of log lines to the page: a layer of the log that puts each line into a bounded queue.

use std::fmt::{self, Write as _};

use api::LogSink;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

/// See the module.
pub(crate) struct Tail(pub(crate) LogSink);

impl<S: Subscriber> Layer<S> for Tail {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let Line { mut text, fields } = line;
        text.push_str(&fields);
        let meta = event.metadata();
        let at = crate::wall_clock().0;
        self.0.push(at, meta.level().as_str(), meta.target(), text);
    }
}

/// The message first, then the fields as `name=value`.
#[derive(Default)]
struct Line {
    text: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // A string takes whatever is written.
        let _ = if field.name() == "message" {
            write!(self.text, "{value:?}")
        } else {
            write!(self.fields, " {}={value:?}", field.name())
        };
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[test]
    fn a_line_is_its_message_and_its_fields() {
        let (sink, mut source) = api::log_lines();
        let subscriber = tracing_subscriber::registry().with(Tail(sink));
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!(world = 426, name = "a \"b\"", "zone {} opened", 7);
        });
        let line = source.try_next().expect("one line");
        assert_eq!(line.text, "zone 7 opened world=426 name=\"a \\\"b\\\"\"");
        assert_eq!(line.level, "WARN");
        assert!(line.target.starts_with("server::tail"), "{}", line.target);
        assert!(source.try_next().is_none());
    }
}
