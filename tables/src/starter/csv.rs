//! Comma-separated text with the place of every cell, which a message needs.

use std::borrow::Cow;

/// Line and character, both counted from 1.
pub(super) type Place = (usize, usize);

pub(super) struct Field<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) at: Place,
}

pub(super) struct Record<'t> {
    pub(super) line: usize,
    pub(super) fields: Vec<Field<'t>>,
}

/// The records of a text, one a line; comment and empty lines are skipped.
pub(super) struct Records<'t> {
    lines: std::iter::Enumerate<std::str::Lines<'t>>,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            lines: text.lines().enumerate(),
        }
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Result<Record<'t>, (Place, &'static str)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (number, line) = self.lines.next()?;
            if !line.trim().is_empty() && !line.starts_with('#') {
                return Some(parse(number + 1, line));
            }
        }
    }
}

fn parse(line: usize, text: &str) -> Result<Record<'_>, (Place, &'static str)> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let column = text[..text.len() - rest.len()].chars().count() + 1;
        let at = (line, column);
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted).ok_or((at, "a quote is not closed"))?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (Cow::Borrowed(rest[..end].trim()), &rest[end..])
            }
        };
        fields.push(Field { text: field, at });
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(Record { line, fields }),
            None => return Err((at, "text after a closing quote")),
        }
    }
}

/// The content up to the closing quote, `""` meaning one, and what follows it.
fn quoted_field(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut end = text.find('"')?;
    if !text[end + 1..].starts_with('"') {
        return Some((Cow::Borrowed(&text[..end]), &text[end + 1..]));
    }
    let mut content = String::new();
    let mut rest = text;
    while rest[end + 1..].starts_with('"') {
        content.push_str(&rest[..=end]);
        rest = &rest[end + 2..];
        end = rest.find('"')?;
    }
    content.push_str(&rest[..end]);
    Some((Cow::Owned(content), &rest[end + 1..]))
}
