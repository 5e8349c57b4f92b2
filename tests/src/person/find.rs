//! Finds controls by their visible words.

use anyhow::{Context, Result, bail};
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::prelude::*;

use super::Person;
use crate::browser::{POLL_INTERVAL, TIMEOUT};

/// Finds the control of a label or the group of a legend, without the mark 必須 / 任意. 「支払方法：事業所コード」 finds the one below
/// that heading, unless a label says all of it.
const BY_LABEL: &str = r"
    const words = element => {
        const copy = element.cloneNode(true);
        copy.querySelectorAll('.app-field__need').forEach(mark => mark.remove());
        return copy.textContent.trim();
    };
    for (const label of document.querySelectorAll('label.app-field__label'))
        if (words(label) === arguments[0] && label.htmlFor) return document.getElementById(label.htmlFor);
    const [wanted, heading] = arguments[0].split('：').reverse();
    const within = [...document.querySelectorAll('main section')].filter(section =>
        !heading || words(section.querySelector('h2')) === heading);
    for (const part of heading ? within : [document]) {
        for (const label of part.querySelectorAll('label.app-field__label'))
            if (words(label) === wanted && label.htmlFor) return document.getElementById(label.htmlFor);
        for (const legend of part.querySelectorAll('legend'))
            if (words(legend) === wanted) return legend.closest('fieldset');
    }
    return null;";

/// Finds the choice of a group by its label, without the hint and the reason inside the label.
const CHOICE: &str = r"
    const words = element => {
        const copy = element.cloneNode(true);
        copy.querySelectorAll('.app-choice__hint, .app-choice__reason').forEach(more => more.remove());
        return copy.textContent.trim();
    };
    if (arguments[0].tagName === 'SELECT')
        return [...arguments[0].options].find(option => option.textContent.trim() === arguments[1]) ?? null;
    for (const label of arguments[0].querySelectorAll('label.app-choice'))
        if (words(label) === arguments[1]) return label.querySelector('input');
    return null;";

impl Person<'_> {
    /// The control (or the group) that has this label.
    pub async fn field(&self, label: &str) -> Result<WebElement> {
        self.found(BY_LABEL, vec![label.into()]).await.with_context(|| format!("no field is labelled 「{label}」"))
    }

    /// One choice of a group or a select.
    pub async fn choice(&self, label: &str, choice: &str) -> Result<WebElement> {
        let group = self.field(label).await?;
        self.found(CHOICE, vec![group.to_json()?, choice.into()])
            .await
            .with_context(|| format!("「{label}」 has no choice 「{choice}」"))
    }

    /// The button or link with these words, or with this accessible name.
    pub async fn button(&self, words: &str) -> Result<WebElement> {
        let path = format!("//*[self::button or self::a][normalize-space(.)='{words}' or @aria-label='{words}']");
        let query = self.driver.query(By::XPath(path)).wait(TIMEOUT, POLL_INTERVAL).and_displayed();
        query.first().await.with_context(|| format!("no button or link says 「{words}」"))
    }

    async fn found(&self, script: &str, words: Vec<serde_json::Value>) -> Result<WebElement> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if let Ok(element) = self.driver.execute(script, words.clone()).await?.element() {
                return Ok(element);
            }
        }
        bail!("not there after {} seconds", TIMEOUT.as_secs())
    }
}
