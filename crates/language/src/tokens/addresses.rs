//! Addresses: what names a page, a mailbox, an account or a topic is one token.

/// Marks that end a sentence or close a bracket behind an address, and are no part of it.
const TRAILING: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '"', '”', '’', '»', ')', ']', '}', '>'];
const SCHEMES: [&str; 6] = ["http://", "https://", "ftp://", "www.", "mailto:", "file://"];

/// Whether a stretch without white space can hold an address at all.
pub(super) fn may_hold(chunk: &str) -> bool {
    chunk.contains(['@', '#']) || chunk.contains("://") || chunk.contains("www.") || chunk.contains("mailto:")
}

/// The length of the address that starts the text; zero if none does.
pub(super) fn length(rest: &str) -> usize {
    if let Some(tag) = rest.strip_prefix(['@', '#']) {
        let name = tag.len() - tag.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let named = tag.starts_with(|c: char| c.is_alphabetic() || c == '_');
        return if named { 1 + name } else { 0 };
    }
    if SCHEMES.iter().any(|scheme| starts_with_ignore_case(rest, scheme)) {
        return url_length(rest);
    }
    mailbox_length(rest)
}

fn url_length(rest: &str) -> usize {
    let end = rest.find(['<', '>', '"', '“', '”']).unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(TRAILING);
    // A bracket that the address itself opened stays: "…/wiki/Meta_(academic_company)".
    let closing = rest[url.len()..end].starts_with(')') && url.contains('(') && !url.contains(')');
    url.len() + usize::from(closing)
}

fn mailbox_length(rest: &str) -> usize {
    let local = rest.len() - rest.trim_start_matches(is_mailbox_character).len();
    let Some(domain) = rest[local..].strip_prefix('@') else { return 0 };
    let domain_length = domain.len() - domain.trim_start_matches(is_mailbox_character).len();
    let domain = domain[..domain_length].trim_end_matches(['.', '-']);
    if local == 0 || domain.is_empty() { 0 } else { local + 1 + domain.len() }
}

fn is_mailbox_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
