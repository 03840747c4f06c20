//! Tokens of words, numbers, marks and addresses, written for each rule.

use super::*;

/// Asserts the tokens of one sentence, parted by blanks; `·` stands for a place inside a stretch where a token ends.
fn assert_tokens(marked: &str) {
    let wanted: Vec<_> = marked.split([' ', '·']).collect();
    let document = Document::from_paragraphs(marked.replace('·', ""));
    let found: Vec<_> =
        document.layer::<Tokens>().all().iter().map(|token| document.slice(token.span)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn clitics_are_tokens() {
    for text in [
        "They do·n't know what we·'ve got·.",
        "They do·n’t know what we·’ve got·.",
        "Acme·'s chips and the workers·' jobs·.",
        "Acme·’s chips and the workers·’ jobs·.",
        "She can·not go and would·n't·'ve gone·.",
        "O'Brien came at ten o'clock·.",
        "We·'re gon·na win·, I·'m sure it·'ll do·.",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn hyphens_are_tokens_save_behind_a_prefix() {
    for text in [
        "a long·-·term plan",
        "a state·-·of·-·the·-·art lab",
        "GPT·-·4 and A100·s".trim_end_matches("·s"),
        "a non-profit re-elected mid-2023",
        "sets of 5·-·10 chips",
        "it came — late·–·very·--·late",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn abbreviations_keep_their_period() {
    for text in [
        "Mr. Orr of the U.S. Army",
        "Acme Inc. sold it to Orr & Co. in Sept. 2020·.",
        "It is in the U.S.",
        "See no. 5 at 6 p.m. today·.",
        "He said no·.",
        "R&D at AT&T with J. P. Orr·.",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn figures_keep_their_separators_and_leave_their_units() {
    for text in [
        "16,000 chips at 3.5·% of $·5·bn or €·2.5·m",
        "a 1.5·GW site·, 230·k chips·, 80·GB each",
        "at 5:30 on 9/11 and 2023-06-16 with 3/4 left",
        "in the 1990s and the '80s·, 5th place",
        "1·,·2 and 3·, call 555-010-4477",
        "US$·5 or C$·7 and .5 left",
        "8·×·80·GB",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn addresses_are_whole() {
    for text in [
        "see https://example.org/a_(b)·, www.example.org/x?y=z or a.b-c@example.org·.",
        "ask @orr_lab about #chips·!",
        "(·http://example.org/a·)·.",
        "# 1 at Example.org·, Node.js",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn accounts_that_are_glued_to_words_come_off() {
    for text in [
        "a table from·@mirafold·puts it at ten",
        "the thread by·@mirafold·is long",
        "ask·@mirafold or·@mirafold·.",
        "ask @mirafoldputs or a@mirafold.org",
        "sent from·@on today",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn quotation_marks_and_runs_of_marks_are_tokens() {
    for text in [
        "“·So·,·” he said·, \"·yes·\"·.",
        "``·So·'' he said·...",
        "Really·?! No·!!!",
        "It is late·…",
        "‘·So·’ :-) 👩🏽‍🔬 е́",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn words_that_are_glued_to_figures_come_off() {
    for text in [
        "done in·11 minutes with over·300 GPUs",
        "cutting·20·% of staff in 2023·have it",
        "the gpt4 and llama2 of sha256 in4mation",
    ] {
        assert_tokens(text);
    }
}

#[test]
fn tokens_know_their_sentence() {
    let document = Document::from_paragraphs("It is. It was not.");
    let tokens = document.layer::<Tokens>();
    assert_eq!(tokens.of_sentence(1), 3..7);
    assert_eq!(tokens.within(Span::new(3, 9)), 1..4);
    assert_eq!(tokens.all()[3].sentence, 1);
}
