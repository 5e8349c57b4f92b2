//! `nss fields`: every declared field, for programs.

use std::error::Error;

use clap::{Args, ValueEnum};
use nss_core::{
    account, application, change_application,
    form::{Form, manual},
    settings,
};

/// The forms that can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// 仮アカウント申込
    Account,
    /// 利用申込
    New,
    /// システム設定申込
    Settings,
    /// 変更申込
    Change,
}

impl Name {
    /// The declared form.
    pub fn form(self) -> &'static Form {
        match self {
            Self::Account => &account::FORM,
            Self::New => &application::FORM,
            Self::Settings => &settings::FORM,
            Self::Change => &change_application::FORM,
        }
    }
}

/// The arguments of `nss fields`.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    /// Only this form; without it, every form
    #[arg(long, value_enum)]
    form: Option<Name>,
}

/// The fields as a JSON array of `{path, page, label, kind, need, condition, max, choices, manual}`.
pub fn run(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let forms = match arguments.form {
        Some(name) => vec![name],
        None => vec![Name::Account, Name::New, Name::Settings, Name::Change],
    };
    let fields: Vec<_> = forms.into_iter().flat_map(|name| manual::fields(name.form())).collect();
    Ok(serde_json::to_string_pretty(&fields)?)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Name, run};

    #[test]
    fn rows_are_named_by_a_star_and_choices_are_listed() {
        let text = run(&Arguments { form: Some(Name::New) }).unwrap();
        let fields: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let mode = fields.iter().find(|field| field["path"] == "user_codes.*.ids.*.mode").unwrap();
        assert_eq!(mode["page"], "user-codes");
        assert!(mode["choices"].as_array().unwrap().iter().any(|choice| choice["code"] == "interactive"), "{mode}");
        assert!(fields.iter().any(|field| field["manual"].as_array().unwrap().iter().any(|row| row == "N-062")));
    }
}
