//! Comparing: what the page shows and what the server holds, with what is known to have been typed.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use nss_core::application::FORM;
use nss_core::form::{Draft, Kind};
use nss_tests::Person;
use nss_tests::browser::LOOK;

use super::known::{Known, is_same};

/// How long everything may take to be there again, in looks: the page tries again every five seconds.
const LOOKS: u32 = 750;

/// What stands in the controls, by path; of choices, the ids of those that are taken.
const CONTROLS: &str = r"
    const found = {};
    for (const control of document.querySelectorAll('main input[id], main select[id], main textarea[id]')) {
        const isChoice = control.type === 'radio' || control.type === 'checkbox';
        if (control.type === 'file') continue;
        const taken = found[isChoice ? control.name : control.id] ??= [];
        if (!isChoice) taken.push(control.value); else if (control.checked) taken.push(control.id);
    }
    return found;";

const DRAFT: &str = r"
    const [id, done] = arguments;
    fetch(`/api/drafts/${id}`).then(async reply => done(reply.ok ? (await reply.json()).draft : null), () => done(null));";

/// Waits until the page shows what is known and the server holds it; fails with what differs.
pub(super) async fn finds_everything(person: &Person<'_>, id: &str, known: &mut Known) -> Result<()> {
    let mut look = tokio::time::interval(LOOK);
    let mut differs = Vec::new();
    for _ in 0..LOOKS {
        look.tick().await;
        // The server first: from it the ids of inner rows are learnt.
        differs = match stored(person, id).await? {
            Some(draft) => known.differs_from(&draft)?.into_iter().map(|line| format!("server: {line}")).collect(),
            None => vec!["the server gives no draft".to_owned()],
        };
        differs.extend(page_differs(person, known).await?);
        if differs.is_empty() {
            return Ok(());
        }
    }
    bail!("{}\nthe page says:\n{}", differs.join("\n"), person.page().await?)
}

/// What the server holds.
pub(super) async fn stored(person: &Person<'_>, id: &str) -> Result<Option<Draft>> {
    let wire = person.driver.execute_async(DRAFT, vec![id.into()]).await?.json().clone();
    if wire.is_null() {
        return Ok(None);
    }
    Ok(Some(Draft::from_wire(&FORM, &serde_json::from_value(wire)?)?))
}

async fn page_differs(person: &Person<'_>, known: &mut Known) -> Result<Vec<String>> {
    let found: BTreeMap<String, Vec<String>> =
        serde_json::from_value(person.driver.execute(CONTROLS, vec![]).await?.json().clone())?;
    let mut all = Vec::new();
    // What is no answer, as the field for pasted rows, has no path.
    for (path, taken) in found.into_iter().filter(|(path, _)| path.contains('.')) {
        let Ok(at) = known.at(&path) else {
            all.push(format!("page: nobody knows of {path}"));
            continue;
        };
        let text = known.text(&path)?;
        let shown = match at.field.kind {
            Kind::Choice(table) | Kind::Choices(table) if table.len() <= 12 || at.field.offer.is_some() => {
                let first = table.first().context("no table is empty")?.code;
                let code = |id: &String| id.strip_prefix(&format!("{path}-")).unwrap_or(first).to_owned();
                taken.iter().map(code).collect::<Vec<_>>().join(" ")
            }
            _ => taken.join(" "),
        };
        if !is_same(at, &text, &shown) {
            all.push(format!("page: {path} is 「{shown}」, not 「{text}」"));
        }
    }
    if person.page().await?.contains("別の画面でも変更されています") {
        all.push("page: it asks between two answers, and only one was given".to_owned());
    }
    Ok(all)
}
