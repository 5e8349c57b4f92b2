//! `nss check`: checks a draft in the wire form, with the same rules as page and server.

use std::{fs, io, path::PathBuf};

use chrono::NaiveDate;
use clap::Args;
use nss_core::{
    account, application,
    form::{Draft, FaultWire, Wire, check},
    settings,
};
use serde::Serialize;

/// The arguments of `nss check`.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    /// The day that is today; without it, today in Japan
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
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
    let text = if arguments.file.as_os_str() == "-" {
        io::read_to_string(io::stdin())
    } else {
        fs::read_to_string(&arguments.file)
    };
    let text = text.map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    report(&text, arguments.today.unwrap_or(today))
}

fn report(text: &str, today: NaiveDate) -> Result<Report, String> {
    // Editors on Windows write a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wire: Wire = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let form = [&account::FORM, &application::FORM, &settings::FORM].into_iter().find(|form| form.name == wire.form);
    let form = form.ok_or_else(|| format!("there is no form {:?}", wire.form))?;
    let draft = Draft::from_wire(form, &wire).map_err(|unreadable| unreadable.to_string())?;
    let faults = check(&draft, today);
    Ok(Report {
        today,
        blocks: faults.iter().any(nss_core::form::Fault::blocks),
        faults: faults.iter().map(nss_core::form::Fault::wire).collect(),
    })
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
        let report = report(r#"{"form":"account","version":1,"answers":{"applicant.phone":"12"}}"#, today()).unwrap();
        assert_eq!(report.exit_code(), 1);
        let wire = serde_json::to_value(&report).unwrap();
        assert_eq!(wire["today"], "2026-11-20");
        let phone = wire["faults"].as_array().unwrap().iter().find(|fault| fault["path"] == "applicant.phone").unwrap();
        assert_eq!(phone["severity"], "blocks");
        assert!(phone["code"].is_string() && phone["message"].as_str().unwrap().contains("電話番号"), "{phone}");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_draft() {
        assert!(report("\u{feff}{\"form\":\"account\",\"version\":1}", today()).is_ok());
    }

    #[test]
    fn a_file_that_is_no_draft_is_an_error_with_its_reason() {
        for text in ["", "[]", r#"{"form":"other","version":1}"#, r#"{"form":"new","version":99}"#] {
            assert!(!report(text, today()).unwrap_err().is_empty(), "{text}");
        }
    }
}
