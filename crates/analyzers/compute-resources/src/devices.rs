//! Devices by name: who makes them, and how many accelerators a system or pod holds.

use copydesk_analyzer::language::{PhraseTable, Scene};
use copydesk_analyzer::{schemars, serde};
use std::ops::Range;
use std::sync::LazyLock;

/// A device that the article names by its model.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Hardware {
    /// The model, as the article names it.
    pub model: String,
    /// Who makes it.
    pub maker: String,
    /// How many accelerators are in one.
    pub accelerators: f64,
}

/// A row of `data/devices.tsv`.
struct Device {
    maker: &'static str,
    accelerators: f64,
}

static DEVICES: LazyLock<Vec<(&'static str, Device)>> = LazyLock::new(|| {
    let lines = include_str!("../data/devices.tsv").lines().filter(|line| !line.starts_with('#'));
    let device = |line: &'static str| {
        let mut columns = line.split('\t');
        let (phrase, maker) = (columns.next()?, columns.next()?);
        let accelerators = columns.nth(1)?.parse().ok()?;
        Some((phrase, Device { maker, accelerators }))
    };
    lines.map(|line| device(line).expect("each row has a model, maker, sort, number and source")).collect()
});

/// The models as phrases, each in a category of its own: its number in the table.
static MODELS: LazyLock<PhraseTable> = LazyLock::new(|| {
    let rows = DEVICES.iter().enumerate().map(|(row, (phrase, _))| format!("{row}\t{phrase}\n"));
    let lines: &'static str = rows.collect::<String>().leak();
    PhraseTable::parse(lines).expect("the table is read by every test")
});

/// The device that some words name: the one that holds most accelerators, since "DGX H100" names a system.
pub(crate) fn hardware(scene: &Scene<'_>, words: Range<usize>) -> Option<Hardware> {
    let reading = &scene.reading;
    let found = MODELS.find(reading.words, words).filter_map(|found| {
        let (_, device) = DEVICES.get(found.category.parse::<usize>().ok()?)?;
        Some((found.tokens, device))
    });
    let (tokens, device) = found.max_by(|(_, a), (_, b)| a.accelerators.total_cmp(&b.accelerators))?;
    let model = reading.document.slice(reading.span(tokens)).to_owned();
    Some(Hardware { model, maker: device.maker.to_owned(), accelerators: device.accelerators })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_a_maker_and_a_number() {
        assert!(DEVICES.len() > 60);
        assert!(DEVICES.iter().all(|(_, device)| !device.maker.is_empty() && device.accelerators >= 1.0));
        assert!(MODELS.contains("h100"));
    }
}
