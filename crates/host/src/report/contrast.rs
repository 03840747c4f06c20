//! The report's colours against the contrast that WCAG 2.2 asks for at level AA: 4.5 for text, 3 for what is drawn and
//! for the mark of the focus.

use std::collections::BTreeMap;

const COLOURS: &str = include_str!("../../templates/report/style/colours.css");
const HUES: [&str; 6] = ["h0", "h1", "h2", "h3", "h4", "h5"];
type Colour = [f64; 3];

/// The custom properties of each scheme: light, dark, print. What a scheme does not say is as in the light one.
fn schemes() -> Vec<BTreeMap<&'static str, &'static str>> {
    let blocks: Vec<_> =
        COLOURS.split(":root {").skip(1).map(|block| block.split('}').next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "light, dark, print");
    let mut schemes: Vec<BTreeMap<_, _>> = Vec::new();
    for block in blocks {
        let mut scheme = schemes.first().cloned().unwrap_or_default();
        let properties = block.split(';').filter_map(|property| property.trim().strip_prefix("--"));
        scheme.extend(properties.filter_map(|property| property.split_once(": ")));
        schemes.push(scheme);
    }
    schemes
}

fn colour(hex: &str) -> Colour {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
    assert!(hex.len() == 7 && hex.starts_with('#'), "{hex}");
    [part(1), part(3), part(5)]
}

/// `share` percent of a colour in another, as `color-mix(in srgb, …)` mixes them.
fn mixed(colour: Colour, share: &str, other: Colour) -> Colour {
    let share = share.strip_suffix('%').unwrap().parse::<f64>().unwrap() / 100.0;
    std::array::from_fn(|part| colour[part] * share + other[part] * (1.0 - share))
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn black_on_white_has_the_contrast_that_the_guidelines_name() {
    assert!((contrast(colour("#000000"), colour("#ffffff")) - 21.0).abs() < 1e-9);
}

#[test]
fn text_can_be_read_in_every_scheme() {
    for scheme in schemes() {
        let of = |name: &str| colour(scheme[name]);
        let mut pairs = Vec::new();
        for ground in ["paper", "wash"] {
            let texts = ["ink", "quiet", "link", "warn"].into_iter().chain(HUES);
            pairs.extend(texts.map(|text| (format!("{text} on {ground}"), of(text), of(ground))));
        }
        pairs.push(("paper on ink".to_owned(), of("paper"), of("ink")));
        for hue in HUES {
            for share in ["tint", "lit"] {
                let ground = mixed(of(hue), scheme[share], of("paper"));
                pairs.push((format!("ink on {share} {hue}"), of("ink"), ground));
            }
        }
        for (pair, text, ground) in pairs {
            let contrast = contrast(text, ground);
            assert!(contrast >= 4.5, "{pair}: {contrast:.2}");
        }
    }
}

#[test]
fn drawings_and_the_focus_stand_out_in_every_scheme() {
    for scheme in schemes() {
        for drawn in ["link", "quiet"].into_iter().chain(HUES) {
            let contrast = contrast(colour(scheme[drawn]), colour(scheme["paper"]));
            assert!(contrast >= 3.0, "{drawn}: {contrast:.2}");
        }
    }
}
