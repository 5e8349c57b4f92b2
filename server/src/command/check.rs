//! `nss check`: checks a draft in the wire form, with the same rules as page and server.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use clap::Args;
use nss_core::{
    account, application, change_application,
    form::{Draft, Fault, FaultWire, Form, Wire, check},
    settings,
};
use serde::Serialize;

/// The arguments of `nss check`.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    /// The day that is today; without it, today in Japan
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
    /// File with the contract that a draft of 変更申込 changes, JSON
    #[arg(long, value_name = "FILE")]
    contract: Option<PathBuf>,
    /// File with the draft, JSON; `-` reads the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// The output.
#[derive(Debug, Serialize)]
pub struct Report {
    today: NaiveDate,
    faults: Vec<FaultWire>,
    #[serde(skip)]
    blocks: bool,
}

impl Report {
    /// 0, or 1 if a fault blocks.
    pub fn exit_code(&self) -> u8 {
        self.blocks.into()
    }
}

/// Checks the draft; an error says why it cannot be read (exit code 2).
pub fn run(arguments: &Arguments, today: NaiveDate) -> Result<Report, String> {
    let draft = read(&arguments.file)?;
    let contract = arguments.contract.as_deref().map(read).transpose()?;
    report(&draft, contract.as_deref(), arguments.today.unwrap_or(today))
}

fn read(file: &Path) -> Result<String, String> {
    let text = if file.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(file) };
    text.map_err(|error| format!("{}: {error}", file.display()))
}

fn report(text: &str, contract: Option<&str>, today: NaiveDate) -> Result<Report, String> {
    let forms = [&account::FORM, &application::FORM, &change_application::FORM, &settings::FORM];
    let draft = draft(text, &forms)?;
    let faults = if *draft.form() == change_application::FORM {
        let contract = contract.ok_or("a draft of 変更申込 is checked against its contract: --contract FILE")?;
        let contract = self::draft(contract, &[&application::FORM])?;
        let base = change_application::begin(&contract).map_err(|unreadable| unreadable.to_string())?;
        change_application::check(&draft, &base, today)
    } else {
        check(&draft, today)
    };
    Ok(Report { today, blocks: faults.iter().any(Fault::blocks), faults: faults.iter().map(Fault::wire).collect() })
}

fn draft(text: &str, forms: &[&'static Form]) -> Result<Draft, String> {
    // Editors on Windows write a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wire: Wire = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let form = forms.iter().find(|form| form.name == wire.form);
    let form = form.ok_or_else(|| format!("there is no form {:?} here", wire.form))?;
    Draft::from_wire(form, &wire).map_err(|unreadable| unreadable.to_string())
}

#[cfg(test)]
mod tests {
    use super::report;
    use chrono::NaiveDate;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    #[test]
    fn a_fault_names_code_path_severity_and_sentence() {
        let report =
            report(r#"{"form":"account","version":1,"answers":{"applicant.phone":"12"}}"#, None, today()).unwrap();
        assert_eq!(report.exit_code(), 1);
        let wire = serde_json::to_value(&report).unwrap();
        assert_eq!(wire["today"], "2026-11-20");
        let phone = wire["faults"].as_array().unwrap().iter().find(|fault| fault["path"] == "applicant.phone").unwrap();
        assert_eq!(phone["severity"], "blocks");
        assert!(phone["code"].is_string() && phone["message"].as_str().unwrap().contains("電話番号"), "{phone}");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_draft() {
        assert!(report("\u{feff}{\"form\":\"account\",\"version\":1}", None, today()).is_ok());
    }

    #[test]
    fn a_change_is_checked_against_its_contract() {
        let contract = r#"{"form":"new","version":1,"answers":{"office.phone":"0312345678"}}"#;
        let change = |phone: &str| {
            let items = r#""change.billing":"payment","office.phone""#;
            format!(r#"{{"form":"change","version":1,"answers":{{{items}:"{phone}"}}}}"#)
        };
        let outside = |phone: &str| {
            let report = report(&change(phone), Some(contract), today()).unwrap();
            report.faults.iter().any(|fault| fault.code == "change.outside" && fault.path == "office.phone")
        };
        assert_eq!(["0312345678", "0399998888"].map(outside), [false, true]);
        assert!(report(&change(""), None, today()).unwrap_err().contains("--contract"));
        assert!(report(&change(""), Some(&change("")), today()).is_err(), "a change is no contract");
    }

    #[test]
    fn a_file_that_is_no_draft_is_an_error_with_its_reason() {
        for text in ["", "[]", r#"{"form":"other","version":1}"#, r#"{"form":"new","version":99}"#] {
            assert!(!report(text, None, today()).unwrap_err().is_empty(), "{text}");
        }
    }
}
