//! What must hold for any bytes on the STS port: one body for the endless search here and for the
//! fixed-seed cases of the sts crate's own tests.

use sts::{Request, RequestReader, request_field};

/// The requests in `stream`, given in pieces of `step` bytes, and whether it broke off.
fn read(stream: &[u8], step: usize) -> (Vec<Request>, bool) {
    let mut reader = RequestReader::default();
    let mut requests = Vec::new();
    for piece in stream.chunks(step) {
        reader.push(piece).expect("every request is taken at once");
        loop {
            match reader.take() {
                Ok(Some(request)) => requests.push(request),
                Ok(None) => break,
                Err(_) => return (requests, true),
            }
        }
    }
    (requests, false)
}

/// A stream gives the same requests however it is cut.
pub(crate) fn sts(data: &[u8]) {
    let Some((&step, stream)) = data.split_first() else {
        return;
    };
    let whole = read(stream, 256);
    assert_eq!(read(stream, usize::from(step) + 1), whole);
    for request in &whole.0 {
        assert!(request.uri.len() + request.body.len() <= stream.len());
    }
}

/// Reading a field ends well or with none; what was found is found again when written plainly.
pub(crate) fn xml(data: &[u8]) {
    for field in ["LoginName", "KeyData"] {
        let Some(text) = request_field(data, field) else {
            continue;
        };
        assert!(text.len() <= data.len(), "no entity makes more of less");
        let escaped: String = text
            .chars()
            .map(|c| match c {
                // There is no reference to it.
                '\0' => c.to_string(),
                _ => format!("&#{};", u32::from(c)),
            })
            .collect();
        let plain = format!("<Request><{field}>{escaped}</{field}></Request>");
        assert_eq!(request_field(plain.as_bytes(), field), Some(text));
    }
}
