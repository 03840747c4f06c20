//! Word lists and tables that stand in `data/`: a line an entry; a line that starts with `# ` is a remark.

use std::ops::Range;

/// A list of words, looked up by binary search.
pub(crate) struct WordList {
    words: Vec<&'static str>,
    initials: Initials,
}

impl WordList {
    /// Reads a list, one word or phrase a line.
    pub(crate) fn parse(text: &'static str) -> Self {
        Self::collect(lines(text))
    }

    /// A list of these words.
    pub(crate) fn collect(words: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.collect();
        words.sort_unstable();
        words.dedup();
        Self { initials: Initials::of(words.iter().copied()), words }
    }

    /// Whether the list holds exactly this word.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words[self.initials.range(word)].binary_search(&word).is_ok()
    }

    /// Whether the list holds this word once its ASCII letters are in lower case.
    pub(crate) fn contains_lowercase(&self, word: &str) -> bool {
        with_lowercase(word, |word| self.contains(word)).unwrap_or(false)
    }
}

/// A table of words with a value each, looked up by binary search.
pub(crate) struct Table<V> {
    rows: Vec<(&'static str, V)>,
    initials: Initials,
}

impl<V> Table<V> {
    /// Reads a table whose first column is the word; `value` reads the other columns.
    ///
    /// # Panics
    /// If `value` does not understand a line: the table ships with the crate and a test reads it.
    pub(crate) fn parse(text: &'static str, value: impl Fn(&[&'static str]) -> Option<V>) -> Self {
        let mut rows: Vec<_> = lines(text)
            .map(|line| {
                let columns: Vec<_> = line.split('\t').collect();
                let value =
                    value(&columns[1..]).unwrap_or_else(|| panic!("a word table holds the line {line:?}"));
                (columns[0], value)
            })
            .collect();
        rows.sort_by_key(|(word, _)| *word);
        Self { initials: Initials::of(rows.iter().map(|(word, _)| *word)), rows }
    }

    /// The value of exactly this word.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let rows = &self.rows[self.initials.range(word)];
        let index = rows.binary_search_by_key(&word, |(word, _)| word).ok()?;
        Some(&rows[index].1)
    }

    /// The value of this word once its ASCII letters are in lower case.
    pub(crate) fn get_lowercase(&self, word: &str) -> Option<&V> {
        with_lowercase(word, |word| self.get(word)).flatten()
    }
}

/// Where the words of each first byte stand in a sorted list: it spares most look-ups the search.
pub(crate) struct Initials(Vec<u32>);

impl Initials {
    /// The index of a list that is sorted by its words' bytes.
    pub(crate) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut starts = vec![0; 257];
        for word in words {
            let first = word.as_bytes().first().copied().unwrap_or(0);
            starts[usize::from(first) + 1] += 1;
        }
        for byte in 0..256 {
            starts[byte + 1] += starts[byte];
        }
        Self(starts)
    }

    /// The places of the words that start as this one does.
    pub(crate) fn range(&self, word: &str) -> Range<usize> {
        let first = usize::from(word.as_bytes().first().copied().unwrap_or(0));
        self.0[first] as usize..self.0[first + 1] as usize
    }
}

/// The entries of a data file.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Calls `look` with the word in lower case, without allocating; no listed word is longer than 32 bytes.
pub(crate) fn with_lowercase<R>(word: &str, look: impl FnOnce(&str) -> R) -> Option<R> {
    let mut buffer = [0; 32];
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().map(look)
}
