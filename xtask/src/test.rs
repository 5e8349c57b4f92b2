//! `cargo xtask test`: every check, from nothing. The cheap ones first.

use anyhow::Result;

use crate::postgres::Postgres;
use crate::step::Steps;
use crate::tools::{self, Tools, WASM};
use crate::{command, page, parity, place};

/// What `core` has beyond the page's part of it.
const ALL_OF_CORE: &str = "nss-core/server";
/// The page, which is only ever built for the browser.
const PAGE: &str = "nss-frontend";
/// How many drafts both builds of core are compared on here; the verb `parity` takes any number.
const PARITY_CASES: u32 = 10_000;

/// Runs every check; ends at the first step that fails, after all of its tests.
pub(crate) fn test(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    steps.run("format", || command::must(&mut tools.cargo(&["fmt", "--all", "--check"]), 2))?;
    page::build(steps, &tools)?;
    lints(steps, &tools)?;
    let postgres = steps.run("PostgreSQL", Postgres::start)?;
    steps.tests("laws, units, routes on both stores", || {
        let words = ["test", "--workspace", "--exclude", "nss-tests", "--features", ALL_OF_CORE, "--no-fail-fast"];
        command::tests(tools.cargo(&words).env("NSS_TEST_POSTGRES", postgres.url()), 40)
    })?;
    parity::compare(steps, &tools, PARITY_CASES, parity::SEED)?;
    // Built by cargo for the routes; building the server alone would build its libraries again, with fewer features.
    let program = place::program("debug", "nss");
    steps.tests("stories in the browser", || {
        let mut stories = tools.cargo(&["test", "--package", "nss-tests", "--no-fail-fast"]);
        stories.env("NSS_BIN", &program).env("NSS_CHROMEDRIVER", "chromedriver").env("NSS_AXE", tools::axe());
        command::tests(stories.env("NSS_TEST_POSTGRES", postgres.url()), 40)
    })
}

/// clippy for both targets, each warning an error. The page is judged as what it is, a program of 32 bits.
fn lints(steps: &mut Steps, tools: &Tools) -> Result<()> {
    steps.run("lints: native", || {
        let words = ["clippy", "--workspace", "--exclude", PAGE, "--all-targets", "--features", ALL_OF_CORE];
        command::must(tools.cargo(&words).args(["--", "-D", "warnings"]), 30)
    })?;
    steps.run("lints: wasm", || {
        let words = ["clippy", "--package", "nss-core", "--package", PAGE, "--target", WASM];
        command::must(tools.cargo(&words).args(["--", "-D", "warnings"]), 30)
    })
}
