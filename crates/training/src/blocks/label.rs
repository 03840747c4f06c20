//! Which blocks of a page its gold body holds.

use std::collections::BTreeSet;

/// Words in a row that must be the same.
const WINDOW: usize = 4;

/// For each block whether the body holds it; `blocks` are the words of each.
pub fn labels(body: &[String], blocks: &[Vec<String>]) -> Vec<bool> {
    let known: BTreeSet<&[String]> = (1..=WINDOW).flat_map(|window| body.windows(window)).collect();
    let sure: Vec<Option<bool>> = blocks.iter().map(|words| by_itself(words, &known)).collect();
    let mut labels: Vec<bool> = Vec::with_capacity(blocks.len());
    for (index, words) in blocks.iter().enumerate() {
        let label = sure[index].unwrap_or_else(|| {
            let before =
                index.checked_sub(1).is_some_and(|other| joined(&blocks[other], words, true, &known));
            let behind = blocks.get(index + 1).is_some_and(|next| joined(words, next, false, &known));
            !words.is_empty() && (before || behind)
        });
        labels.push(label);
    }
    drop_copies(blocks, &mut labels);
    labels
}

/// Whether most runs of its words are the body's; unknown where it is shorter than a run.
fn by_itself(words: &[String], known: &BTreeSet<&[String]>) -> Option<bool> {
    if words.len() < WINDOW {
        return (words.is_empty() || !known.contains(words)).then_some(false);
    }
    let runs = words.windows(WINDOW);
    let hits = runs.clone().filter(|run| known.contains(run)).count();
    Some(hits * 2 >= runs.len())
}

/// Whether the body goes on from the end of one block to the start of the next.
fn joined(first: &[String], second: &[String], keep_second: bool, known: &BTreeSet<&[String]>) -> bool {
    let (take_first, take_second) = if keep_second {
        (WINDOW - second.len().min(WINDOW - 1), second.len())
    } else {
        (first.len(), WINDOW - first.len().min(WINDOW - 1))
    };
    let tail = &first[first.len().saturating_sub(take_first)..];
    let head = &second[..take_second.min(second.len())];
    let run: Vec<String> = tail.iter().chain(head).cloned().collect();
    run.len() > tail.len().min(head.len()) && known.contains(run.as_slice())
}

/// Of blocks with the same words the one among most body blocks stays.
fn drop_copies(blocks: &[Vec<String>], labels: &mut [bool]) {
    let company: Vec<usize> = (0..blocks.len())
        .map(|index| {
            let near = index.saturating_sub(3)..(index + 4).min(blocks.len());
            near.filter(|other| labels[*other]).map(|other| blocks[other].len()).sum()
        })
        .collect();
    let mut kept: std::collections::BTreeMap<&[String], usize> = std::collections::BTreeMap::new();
    for index in 0..blocks.len() {
        if !labels[index] || blocks[index].len() < WINDOW {
            continue;
        }
        match kept.get(blocks[index].as_slice()).copied() {
            Some(other) if company[other] >= company[index] => labels[index] = false,
            other => {
                if let Some(other) = other {
                    labels[other] = false;
                }
                kept.insert(&blocks[index], index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn blocks_of_the_body_are_told_from_others() {
        let body = words("the quay is shut for good Why now nobody at the harbour knew of it");
        let blocks =
            ["Why now", "the quay is shut for good", "Why now", "nobody at the harbour knew of it", "good"];
        let blocks: Vec<_> = blocks.map(words).into();
        assert_eq!(labels(&body, &blocks), [false, true, true, true, false]);
    }

    #[test]
    fn of_copies_the_one_in_the_body_counts() {
        let body = words("the quay is shut for good nobody at the harbour knew of it");
        let blocks = [
            "the quay is shut for good",
            "a b c d e",
            "f g h i j",
            "k l m n",
            "the quay is shut for good",
            "nobody at the harbour knew of it",
        ];
        let blocks: Vec<_> = blocks.map(words).into();
        assert_eq!(labels(&body, &blocks), [false, false, false, false, true, true]);
    }
}
