//! Runs axe-core in the page and fails on any violation (F112).

use anyhow::{Context, Result, bail};
use thirtyfour::WebDriver;

const RUN: &str = r"
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(result => done(result.violations.map(found =>
            `${found.id}: ${found.help}: ${found.nodes.map(node => node.html).slice(0, 3).join(' … ')}`)))
        .catch(error => done(['axe itself: ' + error]));";

/// Fails with the violations that axe finds on the present page. `state` names the page in the error.
pub async fn finds_nothing(driver: &WebDriver, state: &str) -> Result<()> {
    let file = std::env::var_os("NSS_AXE").context("NSS_AXE names axe.min.js; `cargo xtask test` fetches it")?;
    driver.execute(std::fs::read_to_string(file)?, vec![]).await?;
    let found: Vec<String> = driver.execute_async(RUN, vec![]).await?.convert()?;
    if found.is_empty() { Ok(()) } else { bail!("axe on {state}:\n{}", found.join("\n")) }
}
