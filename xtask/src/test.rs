//! `cargo xtask test` runs every check, the cheap ones first.

use anyhow::Result;

use crate::postgres::Postgres;
use crate::step::Steps;
use crate::tools::{self, Tools, WASM};
use crate::{command, page, parity, paths};

/// The feature that adds the parts of core that the page does not need.
const ALL_OF_CORE: &str = "nss-core/server";
/// The page's package.
const PAGE: &str = "nss-frontend";
/// The features with which the page's components render to HTML on this machine.
const TO_HTML: [&str; 3] = ["--no-default-features", "--features", "ssr"];
/// Number of drafts on which both builds of core are compared here; the verb `parity` takes any number.
const PARITY_CASES: u32 = 10_000;

/// Runs every check; stops after the first step that fails, when all tests of that step have run.
pub(crate) fn test(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    steps.run("format", || command::run(&mut tools.cargo(&["fmt", "--all", "--check"]), 2))?;
    page::build(steps, &tools)?;
    lints(steps, &tools)?;
    let postgres = steps.run("PostgreSQL", Postgres::start)?;
    steps.tests("laws, units, routes on both stores", || {
        let others = ["--exclude", "nss-tests", "--exclude", PAGE, "--features", ALL_OF_CORE, "--no-fail-fast"];
        let mut tests = tools.cargo(&["test", "--workspace"]);
        command::run_tests(tests.args(others).env("NSS_TEST_POSTGRES", postgres.url()), 40)
    })?;
    steps.tests("page: units, gallery", || {
        command::run_tests(tools.cargo(&["test", "--package", PAGE, "--lib"]).args(TO_HTML), 20)
    })?;
    parity::compare(steps, &tools, PARITY_CASES, parity::SEED)?;
    // The route tests have built it; building the server alone would compile its libraries again with fewer features.
    let program = paths::program("debug", "nss");
    steps.tests("stories in the browser", || {
        let mut stories = tools.cargo(&["test", "--package", "nss-tests", "--no-fail-fast"]);
        stories.env("NSS_BIN", &program).env("NSS_CHROMEDRIVER", "chromedriver").env("NSS_AXE", tools::axe());
        command::run_tests(stories.env("NSS_TEST_POSTGRES", postgres.url()), 40)
    })
}

/// Runs clippy for both targets and treats warnings as errors. The page is checked as the 32-bit program that it is.
fn lints(steps: &mut Steps, tools: &Tools) -> Result<()> {
    steps.run("lints: native", || {
        let args = ["clippy", "--workspace", "--exclude", PAGE, "--all-targets", "--features", ALL_OF_CORE];
        command::run(tools.cargo(&args).args(["--", "-D", "warnings"]), 30)
    })?;
    steps.run("lints: gallery", || {
        let args = ["clippy", "--package", PAGE, "--lib", "--tests"];
        command::run(tools.cargo(&args).args(TO_HTML).args(["--", "-D", "warnings"]), 30)
    })?;
    steps.run("lints: wasm", || {
        let args = ["clippy", "--package", "nss-core", "--package", PAGE, "--target", WASM];
        command::run(tools.cargo(&args).args(["--", "-D", "warnings"]), 30)
    })
}
