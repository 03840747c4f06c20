//! A finding's data read by the names of its fields, and shown where no field is known.

use serde_json::Value;

/// The text of a field, where it is one that is not empty.
pub(crate) fn text<'v>(data: &'v Value, field: &str) -> Option<&'v str> {
    data.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Every field that has a value, with its path and the value in words: `person.name: Ada Park`.
pub(crate) fn flattened(data: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    // The last to be looked at stands first, so that fields come out in their order.
    let mut waiting = vec![(String::new(), data)];
    while let Some((path, value)) = waiting.pop() {
        let inside = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Value::Null => {}
            Value::Object(object) => {
                waiting.extend(object.iter().rev().map(|(name, value)| (inside(name), value)));
            }
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                let items = items.iter().enumerate().rev();
                waiting.extend(items.map(|(index, item)| (inside(&(index + 1).to_string()), item)));
            }
            Value::Array(items) if items.is_empty() => {}
            Value::Array(items) => {
                fields.push((path, items.iter().map(in_words).collect::<Vec<_>>().join(", ")));
            }
            plain => fields.push((path, in_words(plain))),
        }
    }
    fields
}

fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_come_in_their_order_with_their_paths() {
        let data = json!({"status": "actual", "person": {"name": "Ada", "role": null}, "tags": ["a", 2], "none": []});
        let fields = flattened(&data);
        let fields: Vec<_> = fields.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("status", "actual"), ("person.name", "Ada"), ("tags", "a, 2")]);
    }

    #[test]
    fn empty_texts_count_as_absent() {
        assert_eq!(text(&json!({"name": ""}), "name"), None);
        assert_eq!(text(&json!({"name": "Ada"}), "name"), Some("Ada"));
    }
}
