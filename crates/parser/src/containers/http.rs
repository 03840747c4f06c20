//! HTTP responses as archives hold them: the head, and the body as it was sent.

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// A response with its body unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    /// The media type in small letters, without parameters.
    pub(super) media: String,
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Bytes that a packed body may unpack to.
const LARGEST: u64 = 256 << 20;

/// Reads a response.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(bytes: &[u8]) -> Result<Response, String> {
    let (head, body) = split_head(bytes).ok_or("its HTTP head has no end")?;
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default().split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or("its HTTP status line is not one")?;
    let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
    let field = |name: &str| {
        let found = fields.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    };
    let is_chunked =
        field("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    let joined = if is_chunked { join_chunks(body) } else { None };
    let body = joined.as_deref().unwrap_or(body);
    let body = unpack(body, field("content-encoding").unwrap_or_default())?;
    let (media, charset) = media_type(field("content-type").unwrap_or_default());
    Ok(Response { status, media, charset, body })
}

/// A media type in small letters, and its charset.
pub(super) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        key.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    });
    (media, charset)
}

fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2));
    let (end, start) = [crlf, lf].into_iter().flatten().min()?;
    Some((&bytes[..end], &bytes[start..]))
}

/// The body without the lengths of its chunks; `None` where it has none, as archives often join it already.
fn join_chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(64).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(body);
        }
        let Some(chunk) = bytes.get(..length) else {
            // The response broke off: what came is kept.
            body.extend(bytes);
            return Some(body);
        };
        body.extend(chunk);
        bytes = &bytes[length..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        if bytes.is_empty() {
            return Some(body);
        }
    }
}

fn unpack(body: &[u8], encoding: &str) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let mut read = |mut reader: Box<dyn Read + '_>| {
        // A body that breaks off is kept as far as it goes.
        let _ = reader.by_ref().take(LARGEST).read_to_end(&mut unpacked);
    };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => return Ok(body.to_vec()),
        "gzip" | "x-gzip" if !body.starts_with(b"\x1F\x8B") => return Ok(body.to_vec()),
        "gzip" | "x-gzip" => read(Box::new(MultiGzDecoder::new(body))),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            read(Box::new(ZlibDecoder::new(body)))
        }
        "deflate" => read(Box::new(DeflateDecoder::new(body))),
        // Archives often unpack the body and leave the field as it was.
        other if !body.trim_ascii_start().starts_with(b"<") => {
            return Err(format!("is packed by {other}, which cannot be read: unpack it first"));
        }
        _ => return Ok(body.to_vec()),
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn response(fields: &str, body: &[u8]) -> Response {
        let mut bytes = format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").into_bytes();
        bytes.extend(body);
        read(&bytes).unwrap()
    }

    #[test]
    fn the_body_is_unpacked_and_its_chunks_joined() {
        let plain = response("Content-Type: text/html; charset=\"ISO-8859-1\"", b"<p>Hi.");
        assert_eq!((plain.media.as_str(), plain.charset.as_deref()), ("text/html", Some("ISO-8859-1")));
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(b"<p>Hi.").unwrap();
        let packed = packer.finish().unwrap();
        assert_eq!(response("content-encoding: gzip", &packed).body, b"<p>Hi.");
        assert_eq!(response("content-encoding: gzip", b"<p>Hi.").body, b"<p>Hi.");
        let chunked = "Transfer-Encoding: chunked";
        assert_eq!(response(chunked, b"3\r\n<p>\r\n3;x=y\r\nHi.\r\n0\r\n\r\n").body, b"<p>Hi.");
        assert_eq!(response(chunked, b"<p>Joined already.").body, b"<p>Joined already.");
        assert_eq!(response(chunked, b"ff\r\n<p>Broken").body, b"<p>Broken");
    }

    #[test]
    fn what_is_no_response_says_why() {
        assert!(read(b"HTTP/1.1 200 OK").unwrap_err().contains("no end"));
        assert!(read(b"nothing\r\n\r\n").unwrap_err().contains("status"));
        let packed = read(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x1b\x03");
        assert!(packed.unwrap_err().contains("packed by br"));
    }
}
