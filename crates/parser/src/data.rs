//! Reading of the tables in `data/`: tab-separated rows, comments from `#` at the start of a line.

/// The lines of a list.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The rows of a table, each as its fields.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    lines(table).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().expect("every row of a table has all fields"))
    })
}

/// A regular expression that matches any of `words`, longest first.
pub(crate) fn any_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut words: Vec<String> = words.map(regex::escape).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    format!("(?:{})", words.join("|"))
}
