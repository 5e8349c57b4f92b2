//! The operator's texts, which pages and mails show.

use nss_core::api::{Contact, Operator};

use super::Settings;

/// Lists the texts of the operator that cannot be shown; in production also those that are missing.
pub(super) fn faults(settings: &Settings, production: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (text, name) in [
        (settings.operator_name.as_deref(), "NSS_OPERATOR_NAME"),
        (settings.operator_address.as_deref(), "NSS_OPERATOR_ADDRESS"),
        (settings.operator_telephone.as_deref(), "NSS_OPERATOR_TELEPHONE"),
        (Some(&*settings.operator_hours), "NSS_OPERATOR_HOURS"),
    ] {
        let is_empty = text.is_none_or(|text| text.trim().is_empty());
        if production && is_empty && name != "NSS_OPERATOR_HOURS" {
            faults.push(format!("{name} must be the operator's own"));
        }
        if text.is_some_and(|text| text.contains(char::is_control)) {
            faults.push(format!("{name} must be one line without control characters"));
        }
        if name == "NSS_OPERATOR_TELEPHONE" && !is_empty && !text.is_some_and(|text| text.contains(char::is_numeric)) {
            faults.push(format!("{name} must be a telephone number"));
        }
    }
    faults
}

/// The operator; in development NACCS Center (C-099).
pub(super) fn of(settings: &Settings) -> Operator {
    let contact = |name: &str, telephone: &str, hours: &str| Contact {
        name: name.to_owned(),
        telephone: telephone.to_owned(),
        hours: hours.to_owned(),
    };
    let contacts = match &settings.operator_telephone {
        Some(telephone) => vec![contact("ヘルプデスク", telephone, &settings.operator_hours)],
        None => vec![
            contact("ヘルプデスク", "0120-794-550", "終日"),
            contact("ソリューション事業推進部 利用契約事務課", "044-520-6266", "平日 9:00～18:00"),
        ],
    };
    let name = || "輸出入・港湾関連情報処理センター株式会社（NACCSセンター）".to_owned();
    Operator {
        name: settings.operator_name.clone().unwrap_or_else(name),
        address: settings.operator_address.clone().unwrap_or_default(),
        contacts,
    }
}
