//! Quantities of every form, and numbers that are none.

use super::*;
use std::fmt::Write;

/// The quantities of a text, each as `words = figure unit`, parted by ` | `.
fn read(text: &str) -> String {
    let document = Document::from_paragraphs(text);
    let mut shown = String::new();
    for quantity in document.layer::<Quantities>().all() {
        let figure = &quantity.figure;
        let separator = if shown.is_empty() { "" } else { " | " };
        write!(shown, "{separator}{} = ", document.slice(quantity.span)).unwrap();
        let number = |value: Option<f64>| value.map_or("?".to_owned(), |value| value.to_string());
        match figure.form {
            Form::Exact => write!(shown, "{}", number(figure.value)),
            Form::Approx => write!(shown, "~{}", number(figure.value)),
            Form::AtLeast => write!(shown, ">{}", number(figure.low)),
            Form::AtMost => write!(shown, "<{}", number(figure.high)),
            Form::Range => write!(shown, "{}..{}", number(figure.low), number(figure.high)),
            Form::Fraction => write!(shown, "{}/{}", number(figure.numerator), number(figure.denominator)),
            Form::Vague => write!(shown, "vague {}", number(figure.low)),
            Form::None => write!(shown, "none"),
        }
        .unwrap();
        if let Some(unit) = &figure.unit {
            write!(shown, " {unit}").unwrap();
        }
    }
    shown
}

/// Asserts, for each text, the quantities that are read from it.
fn assert_all(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        assert_eq!(read(text), *wanted, "{text}");
    }
}

#[test]
fn figures_and_number_words_are_read() {
    assert_all(&[
        ("It has 16,000 chips.", "16,000 = 16000"),
        ("They cut forty-two posts.", "forty-two = 42"),
        ("Some 1.5 million people left.", "Some 1.5 million = ~1500000"),
        ("It bought 230k cards.", "230k = 230000"),
        ("Two hundred and fifty thousand came.", "Two hundred and fifty thousand = 250000"),
        ("It hired a dozen cooks and half a million guards.", "a dozen = 12 | half a million = 500000"),
        ("It needs 2.15e25 FLOP.", "2.15e25 FLOP = 21500000000000000000000000 FLOP"),
        ("It needs 3.8 × 10^25 FLOP.", "3.8 × 10^25 FLOP = 38000000000000000000000000 FLOP"),
        ("It took 10²⁰ steps.", "10²⁰ = 100000000000000000000"),
        ("He paid for two and a half million meals.", "two and a half million = 2500000"),
        ("A single clerk stayed.", "A single = 1"),
        ("A quarter of a million people came.", "A quarter of a million = 250000"),
        ("Sales of -3.5 and 10 000 dollars.", "-3.5 = -3.5 | 10 000 dollars = 10000 USD"),
    ]);
}

#[test]
fn money_and_units_are_read_with_their_scale() {
    assert_all(&[
        ("It cost $5bn and €2.5m.", "$5bn = 5000000000 USD | €2.5m = 2500000 EUR"),
        ("It paid C$1.3 billion.", "C$1.3 billion = 1300000000 CAD"),
        (
            "It paid 40 million dollars or 3 billion yen.",
            "40 million dollars = 40000000 USD | 3 billion yen = 3000000000 JPY",
        ),
        ("A site of 1.5GW draws 300 megawatts.", "1.5GW = 1.5 GW | 300 megawatts = 300 MW"),
        ("It takes 62 minutes on 80GB cards.", "62 minutes = 62 minutes | 80GB = 80 GB"),
        (
            "It used 7.7M GPU hours, 3 H100-hours each.",
            "7.7M GPU hours = 7700000 GPU-hours | 3 H100-hours = 3 H100-hours",
        ),
        ("It reached 36 ExaFLOPS.", "36 ExaFLOPS = 36 exaflop/s"),
        ("It does 40 trillion operations per second.", "40 trillion operations per second = 40 teraflop/s"),
        (
            "It is up 79% or 3 percentage points.",
            "79% = 79 percent | 3 percentage points = 3 percentage points",
        ),
        ("It earned EUR250m and is worth $2.1T.", "EUR250m = 250000000 EUR | $2.1T = 2100000000000 USD"),
        ("It is 1.8m tall.", "1.8m = 1.8 m"),
        ("It rents at $0.10/hour.", "$0.10/hour = 0.1 USD/hour"),
        ("They draw 30, 30 and 100 megawatts.", "30 = 30 MW | 30 = 30 MW | 100 megawatts = 100 MW"),
        ("Nodes hold 8×80GB.", "8 = 8 | 80GB = 80 GB"),
    ]);
}

#[test]
fn hedges_make_bounds_and_estimates() {
    assert_all(&[
        ("It has about 80 cooks.", "about 80 = ~80"),
        ("It has ~28M users, nearly 500 here.", "~28M = ~28000000 | nearly 500 = ~500"),
        ("More than 7,000 left, at least 100 of them late.", "More than 7,000 = >7000 | at least 100 = >100"),
        ("It may cut up to 20% of them.", "up to 20% = <20 percent"),
        ("As many as 90 and fewer than ten came.", "As many as 90 = <90 | fewer than ten = <10"),
        ("It bought 10k+ cards, 500 or so big.", "10k+ = >10000 | 500 or so = ~500"),
        (
            "It lost $5bn or more, north of 2,000 jobs.",
            "$5bn or more = >5000000000 USD | north of 2,000 = >2000",
        ),
        ("It took over 50 days.", "over 50 days = >50 days"),
        ("The load fell, over 50 days, by half.", "50 days = 50 days | half = 1/2"),
    ]);
}

#[test]
fn shares_are_fractions() {
    assert_all(&[
        ("Six of the 14 authors left.", "Six of the 14 = 6/14"),
        ("Eight of its 19 cooks left.", "Eight of its 19 = 8/19"),
        ("About a third of the staff left.", "About a third = 1/3"),
        ("Two-thirds stayed; nearly half went.", "Two-thirds = 2/3 | nearly half = 1/2"),
        ("It let go 240 people out of the total 320.", "240 people out of the total 320 = 240/320"),
        ("One in five and 3 in 10 agree.", "One in five = 1/5 | 3 in 10 = 3/10"),
        ("It is one of those 529 plans.", "529 = 529"),
        ("Up to 3/4 of the load is gone.", "Up to 3/4 = 3/4"),
    ]);
}

#[test]
fn two_figures_make_a_range() {
    assert_all(&[
        ("The norm is 5,000 to 10,000 chips.", "5,000 to 10,000 = 5000..10000"),
        ("It draws 350-400W.", "350-400W = 350..400 W"),
        ("It may cost $5-10 million.", "$5-10 million = 5000000..10000000 USD"),
        ("Between 6,000 and 7,000 will go.", "Between 6,000 and 7,000 = 6000..7000"),
        ("Fees are from 3 to 5 percent.", "3 to 5 percent = 3..5 percent"),
        ("The team shrank from 70,000 to 60,000.", "70,000 = 70000 | 60,000 = 60000"),
        ("The team grew from 60,000 to 70,000.", "60,000 = 60000 | 70,000 = 70000"),
        ("It has an 8- to 16-meter mirror.", "8- to 16-meter = 8..16 m"),
        ("Two or three clerks came.", "Two or three = 2..3"),
    ]);
}

#[test]
fn vague_amounts_have_at_most_a_floor() {
    assert_all(&[
        (
            "Hundreds left, tens of thousands stayed.",
            "Hundreds = vague 100 | tens of thousands = vague 10000",
        ),
        ("Several hundred thousand came.", "Several hundred thousand = vague 200000"),
        ("A few dozen and many more.", "A few dozen = vague 24 | many = vague ?"),
        ("It cost billions of dollars.", "billions of dollars = vague 1000000000 USD"),
        ("It lost numerous cooks and a number of guards.", "numerous = vague ? | a number = vague ?"),
        ("They got more computer chips than they needed.", "more = vague ?"),
    ]);
}

#[test]
fn multiples_are_exact() {
    assert_all(&[
        ("It is 2.8 times faster.", "2.8 times = 2.8 x"),
        ("The team doubled to 200k.", "doubled = 2 x | 200k = 200000"),
        ("It has twice the power, a fivefold rise.", "twice = 2 x | fivefold = 5 x"),
        ("It won four times in a row.", "four = 4"),
        ("It needs 5x less compute.", "5x = 5 x"),
    ]);
}

#[test]
fn numbers_that_count_nothing_are_left_out() {
    for text in [
        "It began in 2013.",
        "By 2030 it will close.",
        "In 2022 companies cut back.",
        "GPT-4 and Llama 2 run on A100 cards.",
        "A Boeing 737 jet landed.",
        "Orr, 53, and Pike, 61, stayed.",
        "A 53-year-old cook left.",
        "They won 3-1 at home.",
        "It was a 5-4 ruling.",
        "The gate opens at 5:30 or at 9 a.m.",
        "See Section 230 and page 12.",
        "No one knew which one of the men it was.",
        "He sat in the twenty-first row.",
        "1. Buy milk",
        "She lives at 12 Garden Street.",
        "Covid-19 came.",
        "He flew on Marine One as number one.",
        "It helps people under 30 to vote.",
        "It closed more than a year ago.",
        "He took a third leg to the stool.",
        "It happened in the first half of the year.",
        "Call 555-010-4477.",
        "He was the 5th man on 9/11.",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

#[test]
fn round_numbers_before_what_they_count_are_no_years() {
    assert_eq!(read("It has 2000 workers and 2048 GPUs."), "2000 = 2000 | 2048 = 2048");
}

#[test]
fn second_hand_goods_are_counted_and_rates_may_be_plurals() {
    assert_all(&[
        ("They bought 300 second-hand GPUs.", "300 = 300"),
        ("It runs at 118 TFLOPs per GPU.", "118 TFLOPs = 118 teraflop/s"),
        (
            "It took 1.1e24 FLOPs in11 minutes.",
            "1.1e24 FLOPs = 1100000000000000000000000 FLOP | 11 minutes = 11 minutes",
        ),
        ("The grant pays 5 million compute hours.", "5 million compute hours = 5000000 compute-hours"),
    ]);
}
