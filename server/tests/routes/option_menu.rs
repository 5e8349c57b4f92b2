//! The server checks everything again: all 144 combinations of the option menu in hand-made requests, against the
//! manual's table (F051).

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Browser, content, form, on_each_store};

const LINES: [(&str, &str); 6] =
    [("leased", "0.5"), ("leased", "1"), ("leased", "3"), ("leased", "5"), ("leased", "10"), ("broadband", "")];
const HOURS: [&str; 3] = ["weekdays", "daily", "always"];

/// The table of the manual (N-150 … N-162): 冗長化, 予備機設置, Ping監視.
fn is_allowed((access, speed): (&str, &str), hours: &str, [redundancy, spare_router, ping]: [bool; 3]) -> bool {
    let any = redundancy || spare_router || ping;
    (hours == "always" || !any)
        && !(redundancy && (access == "broadband" || speed == "0.5" || spare_router || !ping))
        && !(ping && access == "broadband")
}

async fn fresh_draft(browser: &mut Browser<'_>, number: usize) -> (String, u64, Value) {
    browser.world.clock.pass(3600);
    browser.enter(&format!("a{number}@example.jp")).await;
    let path = browser.draft_path().await;
    browser.attach(&path, "diagram/d1agram1", "構成図.pdf", content::pdf(1024)).await;
    let stored = browser.get(&path).await.json();
    let draft = form::with_a_line(serde_json::from_value(stored["draft"].clone()).unwrap());
    (path, 2, serde_json::to_value(draft).unwrap())
}

#[tokio::test]
async fn thirty_eight_are_registered_and_the_others_come_back_with_the_option_that_is_refused() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let (mut path, mut revision, mut draft) = fresh_draft(&mut browser, 0).await;
        let mut registered = 0;
        for line in LINES {
            for hours in HOURS {
                for set in 0..8 {
                    let options = [set & 1 != 0, set & 2 != 0, set & 4 != 0];
                    let row = "lines.l1n3l1n3";
                    let answers = &mut draft["answers"];
                    for (key, text) in [("access", line.0), ("speed", line.1), ("hours", hours)] {
                        answers[format!("{row}.{key}")] = text.into();
                    }
                    for (key, chosen) in ["redundancy", "spare_router", "ping"].into_iter().zip(options) {
                        answers[format!("{row}.{key}")] = if chosen { "yes" } else { "no" }.into();
                    }
                    let save = browser.put(&path, &json!({ "revision": revision, "draft": draft })).await;
                    assert_eq!(save.status, StatusCode::OK, "a save is never refused: {}", save.text);
                    revision += 1;
                    let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
                    let case = format!("{line:?} {hours} {options:?}: {}", reply.text);
                    if is_allowed(line, hours, options) {
                        assert_eq!(reply.status, StatusCode::CREATED, "{case}");
                        registered += 1;
                        (path, revision, draft) = fresh_draft(&mut browser, registered).await;
                    } else {
                        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{case}");
                        let faults = reply.json()["faults"].as_array().unwrap().clone();
                        assert!(
                            faults.iter().all(|fault| fault["code"].as_str().unwrap().starts_with("option.")),
                            "{case}"
                        );
                    }
                }
            }
        }
        assert_eq!(registered, 38);
    })
    .await;
}
