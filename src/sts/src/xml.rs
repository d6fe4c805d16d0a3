//! The few things read out of a request body. The body is at most 2 KiB, so every loop ends; no
//! document type, no entity beyond the five of XML, no nesting beyond what requests have.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// Deepest honest nesting is root and field.
const DEPTH_MAX: usize = 2;

/// The text of the one `<field>` directly under `<Request>`; `None` when the body is not well
/// formed, has another root, or has the field never or more than once. Other fields are skipped.
#[must_use]
pub fn request_field(body: &[u8], field: &str) -> Option<String> {
    let mut reader = Reader::from_str(std::str::from_utf8(body).ok()?);
    let mut path: Vec<String> = Vec::with_capacity(DEPTH_MAX);
    let mut root_seen = false;
    let mut found: Option<String> = None;
    loop {
        let inside = path.len() == 2 && path[1] == field;
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name = start.name();
                open(&path, name.as_ref(), field, &mut root_seen, &mut found)?;
                path.push(name.as_ref().to_owned());
            }
            Event::Empty(start) => {
                open(
                    &path,
                    start.name().as_ref(),
                    field,
                    &mut root_seen,
                    &mut found,
                )?;
            }
            Event::End(_) => {
                path.pop()?;
            }
            Event::Text(text) if inside => found.as_mut()?.push_str(&text.xml10_content()),
            Event::CData(text) if inside => found.as_mut()?.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().ok()? {
                    Some(character) => character.to_string(),
                    None => resolve_xml_entity(&reference.xml10_content())?.to_owned(),
                };
                if inside {
                    found.as_mut()?.push_str(&character);
                }
            }
            Event::DocType(_) | Event::PI(_) => return None,
            Event::Text(text) if path.is_empty() && !text.xml10_content().trim().is_empty() => {
                return None;
            }
            Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    // The reader does not mind elements that are still open at the end.
    if path.is_empty() { found } else { None }
}

/// Checks an element that opens below `path`, and notes the wanted field.
fn open(
    path: &[String],
    name: &str,
    field: &str,
    root_seen: &mut bool,
    found: &mut Option<String>,
) -> Option<()> {
    match path.len() {
        0 if name == "Request" && !*root_seen => *root_seen = true,
        1 if name == field => {
            if found.replace(String::new()).is_some() {
                return None;
            }
        }
        1 => {}
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_in(body: &str) -> Option<String> {
        request_field(body.as_bytes(), "LoginName")
    }

    #[test]
    fn the_field_is_found_and_unescaped() {
        for (body, name) in [
            ("<Request><LoginName>a@b</LoginName></Request>", "a@b"),
            (
                "<?xml version=\"1.0\"?>\n<Request>\n<X/>\n<LoginName>a@b</LoginName></Request>\n",
                "a@b",
            ),
            (
                "<Request><LoginName>a&amp;b&#60;c</LoginName></Request>",
                "a&b<c",
            ),
            (
                "<Request><LoginName><![CDATA[a<b]]></LoginName></Request>",
                "a<b",
            ),
            ("<Request><LoginName/></Request>", ""),
        ] {
            assert_eq!(name_in(body).as_deref(), Some(name), "{body}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for body in [
            "",
            "<Foo/>",
            "<Request/>",
            "<Request><LoginName>a",
            "<Request><LoginName>a</LoginName>",
            "<Request><LoginName>a</Request>",
            "<Request><LoginName>a</LoginName></Request><Request></Request>",
            "<Request><LoginName>a</LoginName><LoginName>b</LoginName></Request>",
            "<Request><LoginName><b>a</b></LoginName></Request>",
            "<Request><LoginName>&x;</LoginName></Request>",
            "<Request><LoginName>&#xD800;</LoginName></Request>",
            "<!DOCTYPE r><Request><LoginName>a</LoginName></Request>",
            "text<Request><LoginName>a</LoginName></Request>",
            "<Other><LoginName>a</LoginName></Other>",
        ] {
            assert_eq!(name_in(body), None, "{body}");
        }
        assert_eq!(name_in(&"<a>".repeat(600)), None);
        assert_eq!(
            request_field(b"<Request><LoginName>\xff", "LoginName"),
            None
        );
    }
}
