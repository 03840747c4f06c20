//! The report without scripts, without a pointer, without eyes, and on a telephone.

use super::Opened;
use serde_json::json;

#[test]
fn without_scripts_the_tables_are_there() {
    let Some(report) = Opened::fixtures() else { return };
    let _ = report.browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    report.browser.open(&report.page(), "");
    let root = &report.browser.devtools("DOM.getDocument", &json!({"depth": 0}))["root"]["nodeId"];
    let query = json!({"nodeId": root, "selector": "noscript tbody tr"});
    let rows = report.browser.devtools("DOM.querySelectorAll", &query);
    let rows = rows["nodeIds"].as_array().unwrap();
    assert!(rows.len() > 100, "{} rows", rows.len());
    let shape = report.browser.devtools("DOM.getBoxModel", &json!({"nodeId": rows[50]}));
    assert!(shape["model"]["height"].as_u64().unwrap() > 10, "the rows are laid out: {shape}");
    let query = json!({"nodeId": root, "selector": "#filters[hidden]"});
    assert_ne!(
        report.browser.devtools("DOM.querySelector", &query)["nodeId"],
        0,
        "what needs scripts is not shown"
    );
}

#[test]
fn the_keyboard_reaches_search_findings_and_what_they_say() {
    let Some(report) = Opened::fixtures() else { return };
    report.at("#article/1");
    let focused =
        |selector: &str| report.browser.run(&format!("return document.activeElement.matches('{selector}')"));
    let _ = report.browser.run("document.activeElement.blur()");
    report.browser.type_keys("\u{E004}");
    assert_eq!(focused(".skip"), json!(true), "the first stop skips what stands before the findings");
    report.browser.type_keys("\u{E007}");
    assert_eq!(focused("main"), json!(true));
    let mut stops = 0;
    while focused(".mark") != json!(true) {
        report.browser.type_keys("\u{E004}");
        stops += 1;
        assert!(stops < 20, "no finding is reached");
    }
    assert_eq!(
        report.browser.run("return document.activeElement.getAttribute('aria-describedby')"),
        json!("tip")
    );
    assert!(!report.text("return document.getElementById('tip').textContent").is_empty());
    report.browser.type_keys("\u{E00C}");
    assert_eq!(report.browser.run("return document.getElementById('tip').hidden"), json!(true));
    report.browser.type_keys("j");
    assert_eq!(focused(".card"), json!(true));
    let _ = report
        .browser
        .run("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))");
    assert_eq!(focused("[type=search]"), json!(true));
    report.browser.type_keys("chips");
    report.browser.wait("return location.hash.includes('q=chips')");
}

#[test]
fn every_view_has_landmarks_headings_and_names() {
    let Some(report) = Opened::fixtures() else { return };
    for view in ["overview", "findings", "speakers", "organizations", "articles", "article/1"] {
        report.at(&format!("#{view}"));
        let faults = report.browser.run(
            "const faults = [], all = (selector) => [...document.querySelectorAll(selector)];
             for (const landmark of ['header', 'nav[aria-label]', 'main', 'form[role=search]', 'footer'])
               if (all(landmark).length !== 1) faults.push(landmark);
             if (all('h1').length !== 1 || all('h2').length !== 1) faults.push('headings');
             let level = 1;
             for (const heading of all('h1, h2, h3, h4')) {
               if (heading.tagName[1] - level > 1) faults.push(`skipped before ${heading.textContent}`);
               level = Number(heading.tagName[1]);
             }
             for (const field of all('input, select, textarea')) if (!field.labels.length && !field.ariaLabel) faults.push(field.outerHTML);
             for (const button of all('button, a, summary')) if (!button.textContent.trim() && !button.ariaLabel) faults.push(button.outerHTML);
             for (const drawing of all('svg')) if (drawing.getAttribute('aria-hidden') !== 'true') faults.push('svg');
             for (const region of all('[role=region]')) if (!region.ariaLabel) faults.push('region');
             for (const head of all('th')) if (!head.scope) faults.push(head.outerHTML);
             const ids = all('[id]').map((element) => element.id);
             if (new Set(ids).size !== ids.length) faults.push('ids');
             return faults;",
        );
        assert_eq!(faults, json!([]), "{view}");
    }
}

#[test]
fn a_narrow_window_shows_every_view_without_scrolling_sideways() {
    let Some(report) = Opened::fixtures() else { return };
    let size = json!({"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": false});
    let _ = report.browser.devtools("Emulation.setDeviceMetricsOverride", &size);
    for view in ["overview", "findings", "speakers", "organizations", "articles", "article/1"] {
        report.at(&format!("#{view}"));
        let wide = report.number("return document.documentElement.scrollWidth");
        assert!(wide <= 360, "{view}: {wide} pixels");
    }
}
