//! Sentences of our own for every rule of segmentation.

use super::*;

/// Asserts that a text, whose sentences are parted by `|`, is segmented there and nowhere else.
fn assert_sentences(marked: &str) {
    let wanted: Vec<_> = marked.split('|').map(str::trim).collect();
    let document = Document::from_paragraphs(marked.replace('|', ""));
    let found: Vec<_> =
        document.layer::<Sentences>().all().iter().map(|sentence| document.slice(sentence.span)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn marks_end_sentences() {
    for text in [
        "The plant closed.| Nobody was told.",
        "Who runs the lab?| Ask her.",
        "Ten pods!| That is a lot.",
        "Wait!!| What now??| Really?!| Yes!?| No.",
        "He said it again....| Nobody listened.",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn abbreviations_go_on_where_a_name_or_figure_follows() {
    for text in [
        "Nora P. Quill runs it.",
        "See p. 12 of the filing.",
        "The firm Hale, Orr & Co. is closing.",
        "Lake, Orr & Co. Ltd. cut jobs.",
        "They climbed Mt. Elbert on Sunday.",
        "St. Brendan's School is on 9th st. near the park.",
        "It is Rex Orr Jr.'s boat.",
        "She left the U.S.A. in May.",
        "The U.S. Senate met.",
        "She spent ten years in the U.S. for work.",
        "Gen. Ada Pike met Sen. Lee Orr (D., Ore.) on Friday.",
        "It raised $20.50 a share, vs. $18 a year ago.",
        "Item No. 7 was sold.",
        "On Sept. 4 the court met.",
        "At 7 a.m. Ms. Pike opened the gate.",
        "The show starts at 8 p.m. Eastern time.",
        "You can search Yahoo! for it.",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn abbreviations_end_sentences_where_another_starts() {
    for text in [
        "Ask Hale and co.| They know.",
        "It was sold to Hale & Co.| It closed in May.",
        "We moved to the E.U.| What about you?",
        "The gates open at 9 A.M.| Mr. Orr arrives later, at 10 P.M.| Dr. Pike then speaks.",
        "It is only you and I.| Did you meet Carl I. Stone there?",
        "Look under N°. 22.333.| There it is.",
        "Is it true? No.| Nothing was sold.".replace("? No", "?| No").as_str(),
    ] {
        assert_sentences(text);
    }
}

#[test]
fn figures_and_addresses_are_not_split() {
    for text in [
        "It cost $250.00 at the shop.",
        "It cost $250.00.| She paid at once.",
        "Write to a.pike@example.org.| She reads it daily.",
        "It stands at https://www.example.org/a.b/c_d.html.| Have a look.",
        "Version 2.5.1 is out.",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn quotations_stay_with_their_cue() {
    for text in [
        "“Who is there?” he asked.",
        "\"It works.\" she said.",
        "He looked up, 'It is late.' he said.",
        "He looked up, \"It is late.\"| He shut the book and left.",
        "“Why now?” Chief Executive Mary Gray asked on Monday.",
        "“Why now?”| Mary Gray left the room.",
        "“We are proud.| We go on,” said Gray.",
        "“It was bad.”| Gray said he would leave.",
        "She wrote that “the rules seem simpler. . . .”",
        "“Orr [...] drew the stairs [...]” (Pike 12).",
        "It is old (Orr built it in 1950.) and damp.",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn items_of_a_list_in_one_line_are_sentences() {
    for text in [
        "1.) Buy milk |2.) Buy bread",
        "1.) Buy milk. |2.) Buy bread.",
        "1) Buy milk |2) Buy bread |3) Go home",
        "1. Buy milk. |2. Buy bread.",
        "1. Buy milk |2. Buy bread",
        "• 3. Buy milk |• 4. Buy bread",
        "⁃3. Buy milk |⁃4. Buy bread",
        "a. Buy milk |b. Buy bread |c. Go home",
        "1. Buy 3 litres of milk at no. 5 in the road",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn an_ellipsis_of_one_character_before_spaced_periods_is_cut_behind_it() {
    let document = Document::from_paragraphs("So it is…. . . .? Sd.");
    let sentences = document.layer::<Sentences>().all();
    assert_eq!(document.slice(sentences[0].span), "So it is…");
}

#[test]
fn ellipses_end_a_sentence_only_before_a_new_one() {
    for text in [
        "Leave out the end of it with four points . . . .| Then go on.",
        "It was ... well, it is...you see . . . the point is . . . I was wrong.",
        "A custom that faded . . . was that of bowing.| . . . The habit stayed. . . .",
        "He waited… and waited.",
        "He spoke of them all…then he stopped.",
        "He said “it is over…and done,” she wrote.",
        "It costs $3B.| Nobody paid.".replace("| N", "|N").as_str(),
        "He waited…| Nobody came.",
    ] {
        assert_sentences(text);
    }
}

#[test]
fn other_scripts_and_empty_text_are_read() {
    assert_sentences("今日は晴れ。|明日は雨。");
    assert_sentences("Это дом.| Там сад.");
    assert!(Document::from_paragraphs(" \n ").layer::<Sentences>().all().is_empty());
}

#[test]
fn a_sentence_is_found_by_an_offset_inside_it() {
    let document = Document::from_paragraphs("One is. Two are.");
    let sentences = document.layer::<Sentences>();
    assert_eq!((sentences.at(0), sentences.at(7), sentences.at(8)), (Some(0), None, Some(1)));
}
