//! Nouns of agents: plurals that name people by what they do, whether or not the table of terms knows the trade.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The endings of such plurals, and the words that only end like them.
struct Agents {
    endings: Vec<&'static str>,
    others: BTreeSet<&'static str>,
}

static AGENTS: LazyLock<Agents> = LazyLock::new(|| {
    let lines = include_str!("../data/agents.txt").lines().filter(|line| !line.starts_with('#'));
    let mut agents = Agents { endings: Vec::new(), others: BTreeSet::new() };
    for (category, word) in lines.filter_map(|line| line.split_once('\t')) {
        if category == "ending" {
            agents.endings.push(word);
        } else {
            agents.others.insert(word);
        }
    }
    agents
});

/// The shortest word that an ending makes an agent's.
const SHORTEST: usize = 6;

/// Whether a plural in lower case names people by what they do.
///
/// ```
/// assert!(copydesk_language::is_agents("linesmen") && !copydesk_language::is_agents("containers"));
/// ```
#[must_use]
pub fn is_agents(word: &str) -> bool {
    let ends = || AGENTS.endings.iter().any(|ending| word.ends_with(ending));
    word.len() >= SHORTEST && ends() && !AGENTS.others.contains(word)
}

#[cfg(test)]
mod tests {
    use super::is_agents;

    #[test]
    fn trades_that_no_table_lists_are_known_by_their_ending() {
        assert!(["groundskeepers", "linesmen", "musicians", "receptionists"].into_iter().all(is_agents));
    }

    #[test]
    fn things_and_customers_are_no_staff() {
        assert!(!["containers", "reactors", "passengers", "users", "quarters"].into_iter().any(is_agents));
    }
}
