//! Requests out of a byte stream: an HTTP-like head, then a body of announced length
//! (`sts.md` section 1).
//!
//! Nothing is reserved for a length that was announced; a request that cannot fit is refused as
//! soon as its head says so, and one that cannot begin a request as soon as its first bytes do.

use bezgelor_core::limits::{STS_BACKLOG_BYTES_MAX, STS_HEADERS_MAX, STS_REQUEST_BYTES_MAX};
use crypto::Arc4;

const METHOD: &[u8] = b"POST ";
const VERSION: &str = "STS/1.0";
const HEAD_END: &[u8] = b"\r\n\r\n";

/// One whole request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path, such as `/Auth/LoginStart`.
    pub uri: String,
    /// The `s` header, to be echoed; absent when the client sent none.
    pub sequence: Option<u32>,
    /// The body, possibly empty.
    pub body: Vec<u8>,
}

/// Why a stream of bytes is not a stream of requests. The connection is beyond repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The request is larger than 2048 bytes, or says so.
    TooLarge,
    /// More bytes came than may wait.
    Backlog,
    /// The first line is not `POST <path> STS/1.0`.
    RequestLine,
    /// A header is not `name:value`, is there twice, or there are too many.
    Header,
    /// The `l` header is missing or not a number.
    Length,
    /// The `s` header is not a number.
    Sequence,
    /// The head is not UTF-8.
    Text,
}

/// Collects bytes and yields whole requests. Deciphers what follows [`RequestReader::arm`].
#[derive(Default)]
pub struct RequestReader {
    waiting: Vec<u8>,
    cipher: Option<Arc4>,
}

impl RequestReader {
    /// Takes bytes as they arrived.
    ///
    /// # Errors
    /// [`RequestError::Backlog`] when more would wait than may.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), RequestError> {
        if self.waiting.len() + bytes.len() > STS_BACKLOG_BYTES_MAX {
            return Err(RequestError::Backlog);
        }
        let old = self.waiting.len();
        // Exactly what is needed: doubling would hold twice of what a stranger sends.
        self.waiting.reserve_exact(bytes.len());
        self.waiting.extend_from_slice(bytes);
        if let Some(cipher) = &mut self.cipher {
            cipher.apply(&mut self.waiting[old..]);
        }
        Ok(())
    }

    /// Everything behind the last request taken is enciphered, what already waits included
    /// (`sts.md` section 4).
    pub fn arm(&mut self, mut cipher: Arc4) {
        cipher.apply(&mut self.waiting);
        self.cipher = Some(cipher);
    }

    /// True when part of a request waits.
    #[must_use]
    pub fn is_midway(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The next whole request, `None` when more bytes are needed.
    ///
    /// # Errors
    /// Why the bytes that wait cannot begin a request.
    pub fn take(&mut self) -> Result<Option<Request>, RequestError> {
        let common = self.waiting.len().min(METHOD.len());
        if self.waiting[..common] != METHOD[..common] {
            return Err(RequestError::RequestLine);
        }
        let searched = &self.waiting[..self.waiting.len().min(STS_REQUEST_BYTES_MAX)];
        let head_end = searched
            .windows(HEAD_END.len())
            .position(|window| window == HEAD_END);
        let Some(head_bytes) = head_end else {
            let full = self.waiting.len() >= STS_REQUEST_BYTES_MAX;
            return if full {
                Err(RequestError::TooLarge)
            } else {
                Ok(None)
            };
        };
        let head = Head::parse(&self.waiting[..head_bytes])?;
        let body_start = head_bytes + HEAD_END.len();
        let end = body_start.saturating_add(head.body_bytes);
        if end > STS_REQUEST_BYTES_MAX {
            return Err(RequestError::TooLarge);
        }
        if self.waiting.len() < end {
            return Ok(None);
        }
        let request = Request {
            uri: head.uri.to_owned(),
            sequence: head.sequence,
            body: self.waiting[body_start..end].to_vec(),
        };
        self.waiting.drain(..end);
        Ok(Some(request))
    }
}

struct Head<'a> {
    uri: &'a str,
    sequence: Option<u32>,
    body_bytes: usize,
}

impl<'a> Head<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, RequestError> {
        let text = std::str::from_utf8(bytes).map_err(|_| RequestError::Text)?;
        let mut lines = text.split("\r\n");
        let mut tokens = lines.next().unwrap_or_default().split(' ');
        let line = (tokens.next(), tokens.next(), tokens.next(), tokens.next());
        let (Some("POST"), Some(uri), Some(VERSION), None) = line else {
            return Err(RequestError::RequestLine);
        };
        if uri.is_empty() {
            return Err(RequestError::RequestLine);
        }
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(RequestError::Header)?;
            let again = headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
            if name.is_empty() || value.contains(':') || again || headers.len() == STS_HEADERS_MAX {
                return Err(RequestError::Header);
            }
            headers.push((name, value));
        }
        let value_of = |wanted: &str| {
            let header = headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(wanted));
            header.map(|&(_, value)| value)
        };
        let length = value_of("l").and_then(number).ok_or(RequestError::Length)?;
        let sequence = value_of("s")
            .map(|value| number(value).ok_or(RequestError::Sequence))
            .transpose()?;
        Ok(Self {
            uri,
            sequence,
            body_bytes: length as usize,
        })
    }
}

/// Decimal digits and nothing else.
fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> Result<Vec<Request>, RequestError> {
        let mut reader = RequestReader::default();
        reader.push(bytes)?;
        let mut requests = Vec::new();
        while let Some(request) = reader.take()? {
            requests.push(request);
        }
        Ok(requests)
    }

    #[test]
    fn a_request_may_be_cut_anywhere() {
        let bytes = b"POST /a STS/1.0\r\nl:3\r\ns:7\r\n\r\nabcPOST /b STS/1.0\r\nl:0\r\n\r\n";
        let whole = read_all(bytes).unwrap();
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[0].sequence, Some(7));
        assert_eq!(whole[0].body, b"abc");
        for cut in 0..=bytes.len() {
            let mut reader = RequestReader::default();
            let mut requests = Vec::new();
            for part in [&bytes[..cut], &bytes[cut..]] {
                reader.push(part).unwrap();
                while let Some(request) = reader.take().unwrap() {
                    requests.push(request);
                }
            }
            assert_eq!(requests, whole, "cut at {cut}");
            assert!(!reader.is_midway());
        }
    }

    #[test]
    fn limits_hold_to_the_byte() {
        let head = b"POST /a STS/1.0\r\nl:2000\r\n\r\n";
        let fits = STS_REQUEST_BYTES_MAX - head.len();
        for (length, result) in [(fits, Ok(1)), (fits + 1, Err(RequestError::TooLarge))] {
            let mut bytes = format!("POST /a STS/1.0\r\nl:{length}\r\n\r\n").into_bytes();
            bytes.resize(bytes.len() + length, b'x');
            assert_eq!(read_all(&bytes).map(|requests| requests.len()), result);
        }
        let mut reader = RequestReader::default();
        reader.push(&[b'x'; STS_BACKLOG_BYTES_MAX]).unwrap();
        assert_eq!(reader.push(b"x"), Err(RequestError::Backlog));
    }

    #[test]
    fn noise_is_refused_at_its_first_byte() {
        assert_eq!(read_all(b"G"), Err(RequestError::RequestLine));
        assert_eq!(read_all(b"POS"), Ok(Vec::new()));
    }

    #[test]
    fn headers_are_strict() {
        use RequestError::{Header, Length, Sequence};
        let cases: [(&str, RequestError); 8] = [
            ("l:0\r\nL:0", Header),
            ("l:0\r\nx:y:z", Header),
            ("l:0\r\n:y", Header),
            ("l: 0", Length),
            ("l:+0", Length),
            ("l:", Length),
            ("l:0\r\ns:-1", Sequence),
            ("l:0\r\ns:4294967296", Sequence),
        ];
        for (headers, error) in cases {
            let bytes = format!("POST /a STS/1.0\r\n{headers}\r\n\r\n");
            assert_eq!(read_all(bytes.as_bytes()), Err(error), "{headers}");
        }
        let many: String = (0..STS_HEADERS_MAX)
            .map(|i| format!("h{i}:x\r\n"))
            .collect();
        let bytes = format!("POST /a STS/1.0\r\nl:0\r\n{many}\r\n");
        assert_eq!(read_all(bytes.as_bytes()), Err(Header));
    }
}
