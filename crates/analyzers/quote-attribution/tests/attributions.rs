//! Attributions, one table row a sentence: what was said, by which words, by whom.

use copydesk_analyzer::{Analyzer, Document, Finding};
use copydesk_quote_attribution::{Quotation, QuoteAttribution, SpeakerKind};

fn findings(text: &str) -> (Document, Vec<Finding<Quotation>>) {
    let document = Document::from_paragraphs(text);
    let findings = QuoteAttribution.analyze(&document);
    (document, findings)
}

fn labelled<'d>(document: &'d Document, finding: &Finding<Quotation>, role: &str) -> Vec<&'d str> {
    let labels = finding.labels.iter().filter(|label| label.role == role);
    labels.map(|label| document.slice(label.span)).collect()
}

/// Asserts that the text has a finding of this kind, with these pieces and this source; its cue holds `cue`.
fn assert_said(text: &str, kind: &str, content: &[&str], cue: &str, source: &str) {
    let (document, findings) = findings(text);
    let fits = |finding: &&Finding<Quotation>| {
        finding.kind == kind
            && labelled(&document, finding, "content") == content
            && labelled(&document, finding, "cue").iter().any(|found| found.contains(cue))
            && labelled(&document, finding, "source") == [source]
    };
    let shown = |finding: &Finding<Quotation>| {
        let labels = finding.labels.iter().map(|label| (label.role, document.slice(label.span)));
        (finding.kind, labels.collect::<Vec<_>>())
    };
    assert!(
        findings.iter().any(|finding| fits(&finding)),
        "{text}\n{:#?}",
        findings.iter().map(shown).collect::<Vec<_>>()
    );
}

#[test]
fn a_quotation_is_found_in_every_style_of_marks() {
    for [open, close] in [["“", "”"], ["\"", "\""], ["''", "''"], ["``", "''"], ["„", "”"]] {
        let said = format!("{open}The ferry is late again,{close}");
        assert_said(&format!("{said} Nora Lindqvist said."), "direct", &[&said], "said", "Nora Lindqvist");
    }
}

#[test]
fn the_cue_may_stand_before_behind_or_between() {
    assert_said(
        "“We open on Monday,” said the mayor.",
        "direct",
        &["“We open on Monday,”"],
        "said",
        "the mayor",
    );
    assert_said(
        "“We open on Monday,” Brandt said. “Nobody is to blame.”",
        "direct",
        &["“We open on Monday,”", "“Nobody is to blame.”"],
        "said",
        "Brandt",
    );
    assert_said(
        "Brandt told reporters that the bridge would open on Monday.",
        "indirect",
        &["that the bridge would open on Monday"],
        "told",
        "Brandt",
    );
    assert_said(
        "The bridge would open on Monday, officials said.",
        "indirect",
        &["The bridge would open on Monday"],
        "said",
        "officials",
    );
}

#[test]
fn according_to_names_its_source_before_or_behind() {
    assert_said(
        "The dam is unsafe, according to two engineers.",
        "indirect",
        &["The dam is unsafe"],
        "according to",
        "two engineers",
    );
    assert_said(
        "According to the report, the dam is unsafe.",
        "indirect",
        &["the dam is unsafe"],
        "According to",
        "the report",
    );
}

#[test]
fn words_partly_in_marks_are_mixed() {
    assert_said(
        "Brandt said the plan was “a gift to nobody” and would fail.",
        "mixed",
        &["the plan was “a gift to nobody” and would fail"],
        "said",
        "Brandt",
    );
}

#[test]
fn a_quotation_over_several_paragraphs_is_one() {
    let text = "“We worked all night,” Brandt said. “Then the pumps failed.\n\n“We will not give up.”";
    assert_said(
        text,
        "direct",
        &["“We worked all night,”", "“Then the pumps failed.", "“We will not give up.”"],
        "said",
        "Brandt",
    );
}

#[test]
fn a_colon_announces_the_next_paragraph() {
    let text = "Brandt wrote on her website:\n\n“The pumps have failed. We are sorry.”";
    assert_said(text, "direct", &["“The pumps have failed. We are sorry.”"], "wrote", "Brandt");
}

#[test]
fn turns_of_an_interview_are_attributed_to_their_speaker() {
    let text = "REED: Why did the pumps fail?\n\nBRANDT: They were too old.\n\nREED: Who knew?\n\nBRANDT: Everybody knew.";
    assert_said(text, "direct", &["They were too old"], ":", "BRANDT");
    assert_said(text, "direct", &["Who knew"], ":", "REED");
}

#[test]
fn a_newspaper_may_ask_in_an_interview() {
    let text =
        "Courier: Why did you leave?\n\nIda Falk: I was tired.\n\nCourier: Of what?\n\nFalk: Of trains.";
    assert_said(text, "direct", &["Of what"], ":", "Courier");
    assert_said(text, "direct", &["Of trains"], ":", "Falk");
}

#[test]
fn picture_credits_are_no_turns() {
    let text = "Photo: Ida Falk\n\nThe bridge is old.\n\nIllustration: Nora Lind\n\nIt will be closed.\n\nPhoto: Ole Brandt";
    assert!(findings(text).1.is_empty());
}

#[test]
fn the_rows_of_a_list_are_no_turns() {
    let text = "Weight: It is light.\n\nDelivery: We ship to all of Europe.\n\nPrice range: From 4 to 300 euros.\n\nPrice range: It depends.";
    assert!(findings(text).1.iter().all(|finding| finding.kind != "direct"));
}

#[test]
fn a_clause_in_front_of_its_speaker_is_what_was_said() {
    let text = "The kiln will be lit in June, a person close to the firm said on Tuesday.";
    assert_said(text, "indirect", &["The kiln will be lit in June"], "said", "a person close to the firm");
}

#[test]
fn more_may_follow_behind_the_speaker_of_a_clause_in_front() {
    let text = "Ostro has bought 4,000 kilns, the mayor and two officials said, though most of them have yet to arrive.";
    let content = &["Ostro has bought 4,000 kilns", "though most of them have yet to arrive"];
    assert_said(text, "indirect", content, "said", "the mayor and two officials");
}

#[test]
fn figures_and_papers_of_somebody_show_what_they_show() {
    let cases = [
        (
            "Estimates by the bank Norrland put the cost at $3 billion.",
            "the cost at $3 billion",
            "put",
            "the bank Norrland",
        ),
        ("Norrland's estimates put the cost at $3 billion.", "the cost at $3 billion", "put", "Norrland"),
        ("A rough count from@ferncodeputs the herd at 900.", "the herd at 900", "puts", "@ferncode"),
        (
            "Filings seen by the Courier show that the yard lost money.",
            "that the yard lost money",
            "show",
            "Filings seen by the Courier",
        ),
        (
            "The yard lost $4 million last year, per the Courier.",
            "The yard lost $4 million last year",
            "per",
            "the Courier",
        ),
    ];
    for (text, content, cue, source) in cases {
        assert_said(text, "indirect", &[content], cue, source);
    }
    for text in ["The figures show it.", "The models put on their coats.", "It costs $3, per day, to park."] {
        assert!(findings(text).1.is_empty(), "{text}");
    }
}

#[test]
fn what_is_told_point_by_point_is_whose_points_they_are() {
    let text = "Brandt raised two objections. First, the dam leaks. She smiled. Second, it is too low.";
    assert_said(text, "indirect", &["the dam leaks", "it is too low"], "raised", "Brandt");
    let text =
        "Ida Falk spoke at the fair and revealed a lot of details: the kiln is cold and the yard is shut.";
    assert_said(text, "indirect", &["the kiln is cold and the yard is shut"], "revealed", "Ida Falk");
    let text = "Ostro made several announcements at its fair, including a plan to close the kiln.";
    assert_said(text, "indirect", &["a plan to close the kiln"], "made", "Ostro");
    for text in [
        "Ostro made several tables. First, the wood is cut.",
        "The rule has three points: speed, care and rest.",
    ] {
        assert!(findings(text).1.is_empty(), "{text}");
    }
}

#[test]
fn a_name_behind_a_dash_signs_a_quotation() {
    assert_said(
        "“Nothing has changed here.” — Ada Brandt",
        "direct",
        &["“Nothing has changed here.”"],
        "—",
        "Ada Brandt",
    );
}

#[test]
fn an_unclosed_mark_costs_no_other_attribution() {
    let text = "“The pumps failed, Brandt said.\n\nThe dam is unsafe, according to two engineers.";
    assert_said(text, "indirect", &["The dam is unsafe"], "according to", "two engineers");
}

#[test]
fn titles_and_scare_quotes_are_no_attributions() {
    for text in [
        "The orchestra played “The Blue Danube” twice.",
        "A café called “The Anchor” stands across the road.",
        "The so-called “slow stay” costs 90 euros a night.",
        "The flight departed at nine and landed at noon.",
    ] {
        let (document, findings) = findings(text);
        let sourced = findings.iter().find(|finding| !labelled(&document, finding, "source").is_empty());
        assert!(sourced.is_none(), "{text}: {sourced:?}");
    }
}

#[test]
fn a_surname_a_pronoun_and_a_role_lead_to_the_full_name() {
    let text = "Ada Brandt, mayor of Port Ellery, opened the bridge. “It is done,” Brandt said. “It was hard,” she said.";
    let (_, findings) = findings(text);
    let names: Vec<_> = findings.iter().map(|finding| finding.data.speaker.name.as_deref()).collect();
    assert!(names.len() >= 2 && names.iter().all(|name| *name == Some("Ada Brandt")), "{names:?}");
}

#[test]
fn title_and_affiliation_stand_behind_the_name() {
    let text = "“It is done,” said Ada Brandt, vice president of operations at Lumen Rail.";
    let (_, findings) = findings(text);
    let speaker = &findings[0].data.speaker;
    assert_eq!(speaker.name.as_deref(), Some("Ada Brandt"));
    assert_eq!(speaker.title.as_deref(), Some("vice president of operations"));
    assert_eq!(speaker.affiliation.as_deref(), Some("Lumen Rail"));
}

#[test]
fn sources_without_a_name_keep_their_description() {
    let cases = [
        (
            "The deal is off, people familiar with the matter said.",
            SpeakerKind::Anonymous,
            "people familiar with the matter",
        ),
        ("The deal is off, a Lumen spokesman said.", SpeakerKind::Anonymous, "a Lumen spokesman"),
        ("The report said the deal was off.", SpeakerKind::Document, "The report"),
        ("The company said the deal was off.", SpeakerKind::Organization, "The company"),
        ("Critics said the deal was off.", SpeakerKind::Group, "Critics"),
    ];
    for (text, kind, description) in cases {
        let (_, findings) = findings(text);
        let speaker = &findings[0].data.speaker;
        assert_eq!((speaker.kind, speaker.description.as_deref()), (kind, Some(description)), "{text}");
    }
}

/// Asserts who speaks the last quotation of a text.
fn assert_last_speaker(text: &str, kind: SpeakerKind, name: Option<&str>) {
    let (_, findings) = findings(text);
    let speaker = findings.last().map(|finding| &finding.data.speaker);
    assert_eq!(speaker.map(|speaker| (speaker.kind, speaker.name.as_deref())), Some((kind, name)), "{text}");
}

#[test]
fn he_and_she_go_with_given_names_titles_and_roles() {
    let text = "Claire Bauer runs the plant with Martin Olsen. Olsen joined in May. “We are full,” she said.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Claire Bauer"));
    let text =
        "“No comment,” said a spokesman for Vantor. Helen Moss left that day. “I had enough,” she said.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Helen Moss"));
    let text = "“It failed,” people familiar with the tests said. Paul Reyes built it. “It works,” he said.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Paul Reyes"));
}

#[test]
fn one_word_that_no_full_name_introduced_is_an_organization() {
    assert_last_speaker(
        "Vantor said that it would close the plant.",
        SpeakerKind::Organization,
        Some("Vantor"),
    );
    let text = "Greta Vantor owns the plant. “It closes,” Vantor said.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Greta Vantor"));
}

#[test]
fn a_role_leads_to_whoever_bears_it() {
    let text = "Mayor Ida Falk opened the bridge. “It holds,” the mayor said.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Ida Falk"));
    let text = "The Coastal Safety Board met on Monday. The board said that the bridge was safe.";
    assert_last_speaker(text, SpeakerKind::Organization, Some("Coastal Safety Board"));
}

#[test]
fn names_joined_by_and_are_a_group() {
    let text = "“We agree,” Ida Falk and two other councillors said.";
    assert_last_speaker(text, SpeakerKind::Group, None);
}

#[test]
fn whoever_is_named_most_answers_in_a_transcript() {
    let text = "Ida Falk builds bridges. Falk spoke to us in May.\n\nQ: Why?\n\nA: Rivers.\n\nQ: And then?\n\nA: Roads.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Ida Falk"));
    assert_said(text, "direct", &["Rivers"], ":", "A");
}

#[test]
fn the_sourcing_of_an_article_is_a_finding_of_its_own() {
    let text = "This article is based on interviews with more than a dozen current and former employees.";
    let (document, findings) = findings(text);
    let sourcing = findings.iter().find(|finding| finding.kind == "sourcing").expect("it states its sources");
    assert_eq!(labelled(&document, sourcing, "source"), ["more than a dozen current and former employees"]);
    assert_eq!(sourcing.data.speaker.kind, SpeakerKind::Anonymous);
}

#[test]
fn marks_without_end_and_cues_without_words_are_survived() {
    let nested = "“".repeat(4_000) + &"”".repeat(4_000);
    let apostrophes = "'".repeat(10_000);
    let said = "he said: ".repeat(2_000);
    let announced = "He said, she said, they said: ".repeat(200) + "\n\n" + &"The dam is old. ".repeat(2_000);
    for text in [nested, apostrophes, said, announced] {
        findings(&text);
    }
}

#[test]
fn a_paragraph_of_a_megabyte_without_closing_marks_takes_no_longer_than_its_length() {
    let unit = "“The pumps failed, Brandt said, and ";
    let started = std::time::Instant::now();
    findings(&unit.repeat(100_000 / unit.len()));
    let short = started.elapsed();
    let started = std::time::Instant::now();
    findings(&unit.repeat(1_000_000 / unit.len()));
    let long = started.elapsed();
    assert!(long < short * 40, "ten times the text took {long:.1?} instead of {short:.1?}");
}

#[test]
fn turns_of_an_interview_may_stand_in_quotation_marks() {
    let text = "“REED: Why did the pumps fail?\n\n“BRANDT: They were too old.\n\n“REED: Who knew?”";
    assert_said(text, "direct", &["They were too old."], ":", "BRANDT");
}

#[test]
fn a_firm_that_is_called_by_its_first_word_is_an_organization() {
    let text =
        "Wendover Compute opened a hall. Wendover said that it was full. At Wendover nobody was surprised.";
    assert_last_speaker(text, SpeakerKind::Organization, Some("Wendover Compute"));
    let text = "Rival Oakline plans to open two shops. “We are ready,” Oakline said.";
    assert_last_speaker(text, SpeakerKind::Organization, Some("Oakline"));
}

#[test]
fn a_role_without_a_name_is_a_person_if_it_is_known_and_anonymous_if_not() {
    assert_last_speaker("The striker said that his knee had healed.", SpeakerKind::Person, None);
    assert_last_speaker("A sergeant said that two drones were lost.", SpeakerKind::Anonymous, None);
    assert_last_speaker("The airline said that 40 flights were off.", SpeakerKind::Organization, None);
}

#[test]
fn a_title_alone_is_no_name_but_stands_for_its_bearer() {
    let text = "King Harald opened the hall. The king said that it was too small.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Harald"));
    assert_last_speaker("The Prime Minister said that a deal was near.", SpeakerKind::Person, None);
    let text = "Minister of Natural Resources, Mohale Tsepo, said that the mine had a permit.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Mohale Tsepo"));
}

#[test]
fn a_given_name_alone_tells_a_gender() {
    let text = "Mark Hale pleaded for an hour. Gloria slept. He said that it was late.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Mark Hale"));
}

#[test]
fn a_relative_pronoun_stands_for_the_noun_in_front_of_it() {
    let text = "The board read a memo that said the pumps were too old.";
    let (_, findings) = findings(text);
    let speaker = findings.last().map(|finding| &finding.data.speaker);
    assert_eq!(speaker.map(|speaker| speaker.kind), Some(SpeakerKind::Document));
}

#[test]
fn a_post_is_signed_with_a_handle() {
    let text =
        "Proud of this team. The next rocket flies in June.\n\n— Rami Haddad (@ramihaddad) May 4, 2021";
    let said = "Proud of this team. The next rocket flies in June.";
    assert_said(text, "direct", &[said], "—", "Rami Haddad (@ramihaddad)");
}

#[test]
fn a_title_is_told_apart_from_whose_it_is() {
    for text in [
        "The boats are safe, Port Ellery's chief engineer, Ole Falk, told a hearing.",
        "The boats are safe, said Ole Falk, chief engineer at Port Ellery.",
    ] {
        let (_, findings) = findings(text);
        let speaker = &findings[0].data.speaker;
        assert_eq!(speaker.name.as_deref(), Some("Ole Falk"), "{text}");
        assert_eq!(speaker.title.as_deref(), Some("chief engineer"), "{text}");
    }
}

#[test]
fn whoever_was_called_she_is_not_meant_by_he() {
    let text = "Maud Jones runs the works. “Yes,” said Jones. She said that it was closed. Maud says that it is a school. The officer, Simon Achebe, is of two minds. He thinks the roof could be saved.";
    assert_last_speaker(text, SpeakerKind::Person, Some("Simon Achebe"));
}
