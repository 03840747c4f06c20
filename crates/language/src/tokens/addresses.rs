//! Addresses: what names a page, a mailbox, an account or a topic is one token.

use super::word::GLUED;
use crate::lexicon::WordList;
use std::sync::LazyLock;

/// What accounts do, in the word behind their name.
static BEHIND: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/behind-accounts.txt")));

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

/// The length of an account's name that the text writes on to the word in front; zero if none starts here. Text that lost
/// the blank in front of a link lost the one behind it too: "from@orrputs it at ten".
pub(super) fn glued_account_length(rest: &str) -> usize {
    let length = if rest.starts_with('@') { length(rest) } else { 0 };
    let ends_chunk = length == rest.len();
    let shortest = (1 + SHORTEST_ACCOUNT..length).filter(|_| ends_chunk);
    let mut behind = shortest.filter(|&at| {
        let word = rest.get(at..).unwrap_or_default();
        GLUED.contains(word) || BEHIND.contains(word)
    });
    behind.next().unwrap_or(length)
}

/// Accounts that a word is written on to have names of at least so many letters.
const SHORTEST_ACCOUNT: usize = 3;

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
    // "from@orr" has no domain: an account is written on to a word.
    if local == 0 || !domain.contains('.') { 0 } else { local + 1 + domain.len() }
}

fn is_mailbox_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
