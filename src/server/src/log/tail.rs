//! The way of log lines to the page: a layer of the log that puts each line into a bounded queue.

use api::LogSink;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::line::Line;

/// See the module.
pub(super) struct Tail(pub(super) LogSink);

impl<S: Subscriber> Layer<S> for Tail {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::new(String::new());
        event.record(&mut line);
        let meta = event.metadata();
        let at = crate::wall_clock().0;
        let (level, text) = (meta.level().as_str(), line.into_inner());
        self.0.push(at, level, meta.target(), text);
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
            tracing::info!(opened = %"a realm\n  in lines");
        });
        let line = source.try_next().expect("one line");
        assert_eq!(line.text, "zone 7 opened world=426 name=\"a \\\"b\\\"\"");
        assert_eq!(line.level, "WARN");
        assert!(
            line.target.starts_with("server::log::tail"),
            "{}",
            line.target
        );
        let line = source.try_next().expect("another");
        assert_eq!(line.text, "a realm\n  in lines");
        assert!(source.try_next().is_none());
    }
}
