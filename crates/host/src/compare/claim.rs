//! A finding as the program prints it, made ready to be compared.

use copydesk_analyzer::render::visible;
use copydesk_diff::Finding;
use serde_json::Value;
use std::fmt::Write;

/// A finding and its analyzer's id. `all` are the findings of its article; `body` is how it is shown, where its article's text is
/// known.
pub(super) fn of(finding: &Value, all: &[Value], body: Option<&str>) -> (String, Finding) {
    let text = |key: &str| shown(finding[key].as_str().unwrap_or_default());
    let end = |key: &str| finding["span"][key].as_u64();
    let span = end("start").zip(end("end")).map(|(start, end)| start..end);
    let place = span.as_ref().map(|span| format!("{}..{}", span.start, span.end)).unwrap_or_default();
    let words = text("text");
    let facts = facts(finding, all);
    let body = body.map_or_else(|| plain_body(&words, &facts), str::to_owned);
    let (kind, message, json) = (text("kind"), text("message"), finding.clone());
    (text("analyzer"), Finding { kind, message, place, span, words, facts, body, json })
}

/// Text on one line that cannot steer a terminal.
pub(super) fn shown(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// What a finding says beside its message: labels by role, confidence, data, and whom it is attributed to.
fn facts(finding: &Value, all: &[Value]) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for label in finding["labels"].as_array().into_iter().flatten() {
        let name = format!("label {}", shown(label["role"].as_str().unwrap_or_default()));
        let words = shown(label["text"].as_str().unwrap_or_default());
        match facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => {
                let _ = write!(all, " … {words}");
            }
            None => facts.push((name, words)),
        }
    }
    if let Some(confidence) = finding["confidence"].as_number() {
        facts.push(("confidence".to_owned(), confidence.to_string()));
    }
    leaves(&finding["data"], String::new(), &mut facts);
    for (key, name) in [("attribution", "attributed to"), ("same_as", "same as")] {
        let index = finding[key].as_u64().and_then(|index| usize::try_from(index).ok());
        if let Some(message) = index.and_then(|index| all.get(index)?["message"].as_str()) {
            facts.push((name.to_owned(), shown(message)));
        }
    }
    facts
}

/// Each value inside `data` with its path.
fn leaves(data: &Value, path: String, facts: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { shown(name) } else { format!("{path}.{}", shown(name)) };
    match data {
        Value::Null => {}
        Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, below(name), facts)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| leaves(value, below(&at.to_string()), facts));
        }
        Value::String(text) => facts.push((path, shown(text))),
        // A whole number is shown as one, whatever its type.
        Value::Number(number) if number.is_f64() => {
            facts.push((path, number.as_f64().unwrap_or_default().to_string()));
        }
        other => facts.push((path, other.to_string())),
    }
}

fn plain_body(words: &str, facts: &[(String, String)]) -> String {
    let mut body = format!("\n  | {words}\n");
    for (at, (name, value)) in facts.iter().enumerate() {
        let gap = if at == 0 { "\n" } else { "" };
        let _ = write!(body, "{gap}\n  {name}: {value}");
    }
    body.replace("\n\n\n", "\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_finding_is_told_by_its_labels_its_data_and_whom_it_is_attributed_to() {
        let finding = json!({
            "analyzer": "staffing", "kind": "layoff", "span": {"start": 3, "end": 13}, "text": "Nine\nleft",
            "message": "9 people", "labels": [{"role": "quantity", "text": "Nine"}, {"role": "quantity", "text": "9"}],
            "data": {"quantity": {"value": 9.0, "unit": null}, "tags": ["a"]}, "attribution": 0
        });
        let quotation = json!({"message": "Ann \u{1b}Lee"});
        let (analyzer, claim) = of(&finding, &[quotation], None);
        assert_eq!(
            (analyzer.as_str(), claim.span, claim.words.as_str()),
            ("staffing", Some(3..13), "Nine left")
        );
        let facts: Vec<_> = claim.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let expected = ["label quantity=Nine … 9", "quantity.value=9", "tags.0=a", "attributed to=Ann ␛Lee"];
        assert_eq!(facts, expected);
        assert!(
            claim.body.contains("  | Nine left\n\n  label quantity: Nine … 9\n  quantity.value: 9"),
            "{}",
            claim.body
        );
    }
}
