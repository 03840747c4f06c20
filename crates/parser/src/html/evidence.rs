//! What the page's data says about its blocks: which one is the headline, which words are the article's.

/// Evidence for each block.
#[derive(Default)]
pub(super) struct Evidence {
    /// The block that is the headline.
    pub(super) headline: Option<usize>,
    /// The words of the stated body, description and headline, where they are stated.
    known: [Option<Known>; 3],
    /// Whether the page says that it is news.
    is_news: bool,
}

/// What a page states about its article.
pub(super) struct Stated<'a> {
    pub(super) headline: Option<&'a str>,
    pub(super) body: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) is_news: bool,
}

/// Words that a standfirst has at least.
const STANDFIRST: usize = 5;
/// The share of its words from which on a block says what is stated.
const SAME: f32 = 0.8;

/// Bytes that a stated body has at least: shorter ones are teasers.
const BODY: usize = 400;

impl Evidence {
    pub(super) fn new(headline: Option<usize>, stated: &Stated<'_>) -> Self {
        let body = stated.body.filter(|body| body.len() >= BODY).map(|body| Known::new(body, 3));
        let description = stated.description.map(|text| Known::new(text, 2));
        let title = stated.headline.map(|text| Known::new(text, 1));
        Self { headline, known: [body, description, title], is_news: stated.is_news }
    }

    /// Whether the page is news and describes its article in a block's words: those stand above the text as well.
    pub(super) fn is_standfirst(&self, text: &str) -> bool {
        let mut words = Vec::new();
        hash_words(text, &mut words);
        let [_, description, headline] = &self.known;
        let says = |known: &Option<Known>| known.as_ref().is_some_and(|known| known.share(&words) >= SAME);
        self.is_news && words.len() >= STANDFIRST && says(description) && !says(headline)
    }

    /// Numbers about a block, each handed to `push`: the share of its words that the stated body, description and
    /// headline hold, less than nothing where none is stated, and whether the page is news.
    pub(super) fn describe(&self, text: &str, push: &mut impl FnMut(f32)) {
        let mut hashes = Vec::new();
        if self.known.iter().any(Option::is_some) {
            hash_words(text, &mut hashes);
        }
        for known in &self.known {
            push(known.as_ref().map_or(-1.0, |known| known.share(&hashes)));
        }
        push(f32::from(u8::from(self.is_news)));
    }
}

/// Runs of words of a text, as a set of bits that their hashes choose: now and then a run seems known that is not.
struct Known {
    bits: Vec<u64>,
    window: usize,
}

/// Bits of the set, as a power of two.
const BITS: u32 = 17;

impl Known {
    fn new(text: &str, window: usize) -> Self {
        let mut bits = vec![0; 1 << (BITS - 6)];
        let mut hashes = Vec::new();
        hash_words(text, &mut hashes);
        for run in runs(&hashes, window) {
            bits[run >> 6] |= 1 << (run & 63);
        }
        Self { bits, window }
    }

    /// The share of a block's runs that are known.
    fn share(&self, hashes: &[u64]) -> f32 {
        let (mut all, mut hits) = (0.0, 0.0);
        for run in runs(hashes, self.window) {
            all += 1.0;
            hits += f32::from(u8::from(self.bits[run >> 6] >> (run & 63) & 1 == 1));
        }
        if all > 0.0 { hits / all } else { 0.0 }
    }
}

/// The places in the set of all runs of words, or of all words together where there are fewer.
fn runs(hashes: &[u64], window: usize) -> impl Iterator<Item = usize> {
    hashes.windows(window.min(hashes.len()).max(1)).map(|run| {
        let mixed = run.iter().fold(0, |all: u64, hash| all.rotate_left(9) ^ hash);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize
    })
}

/// The small letter of each of ASCII's letters, its digits as they are, and nothing for the rest.
const SMALL: [u8; 128] = {
    let mut small = [0; 128];
    let mut code = 0;
    while code < 128 {
        let byte = code as u8;
        if byte.is_ascii_alphanumeric() {
            small[code] = byte.to_ascii_lowercase();
        }
        code += 1;
    }
    small
};

/// Where a word may be parted, which is no part of it.
const SOFT_HYPHEN: char = '\u{ad}';

/// Hashes of the words of a text in small letters: each letter turns what is there by five bits.
pub(super) fn hash_words(text: &str, hashes: &mut Vec<u64>) {
    hashes.clear();
    let step = |hash: u64, code: u32| hash.rotate_left(5) ^ u64::from(code);
    let (mut hash, mut in_word) = (0, false);
    for c in text.chars() {
        let small = SMALL.get(c as usize).copied().unwrap_or_default();
        if small > 0 {
            hash = step(hash, u32::from(small));
            in_word = true;
        } else if !c.is_ascii() && c.is_alphanumeric() {
            hash = c.to_lowercase().fold(hash, |hash, c| step(hash, u32::from(c)));
            in_word = true;
        } else if in_word && c != SOFT_HYPHEN {
            hashes.push(mixed(std::mem::take(&mut hash)));
            in_word = false;
        }
    }
    if in_word {
        hashes.push(mixed(hash));
    }
}

fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 32
}
