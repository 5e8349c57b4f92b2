//! The way of a chosen table of bills, and its sentence for those who import it.

use nss_core::api::bill::BillsImported;
use nss_core::bill::table;
use nss_core::form::FaultWire;

/// Where a table of bills stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// None is chosen.
    Empty,
    /// The browser reads the file with that name.
    Reading(String),
    /// It can be imported.
    Good { name: String, text: String, count: usize },
    /// It is refused as a whole. `detail`: what the server says beyond the faults.
    Faulty { name: String, detail: String, faults: Vec<String> },
    /// The file itself cannot be read, for that reason.
    Unreadable(String),
    /// It is imported.
    Imported(BillsImported),
}

impl Step {
    /// The finding about a file's text.
    pub(super) fn checked(name: String, text: Result<String, String>) -> Self {
        let text = match text {
            Ok(text) => text,
            Err(sentence) => return Self::Unreadable(sentence),
        };
        match table::check(&text) {
            Ok(bills) => Self::Good { name, text, count: bills.len() },
            Err(faults) => Self::Faulty { name, detail: String::new(), faults: sentences(faults) },
        }
    }

    /// The name and the text of a table that can be imported, or what to do before.
    pub(super) fn good(&self) -> Result<(String, String), String> {
        match self {
            Self::Good { name, text, .. } => Ok((name.clone(), text.clone())),
            Self::Reading(_) => Err("表を読み取っています。終わってから、もう一度押してください。".to_owned()),
            Self::Faulty { .. } => Err("表を直してから、もう一度選択してください。".to_owned()),
            Self::Empty | Self::Unreadable(_) | Self::Imported(_) => Err("請求の表を選択してください。".to_owned()),
        }
    }

    /// The sentence of each fault.
    pub(super) fn faults(&self) -> &[String] {
        if let Self::Faulty { faults, .. } = self { faults } else { &[] }
    }

    /// The outcome of the table; `is_sent`: the import runs.
    pub(super) fn sentence(&self, is_sent: bool) -> String {
        match self {
            Self::Empty => {
                "ファイルは選択されていません。ここにファイルをドラッグして選択することもできます。".to_owned()
            }
            Self::Reading(name) => format!("「{name}」を読み取っています。"),
            Self::Good { name, count, .. } if is_sent => {
                format!("「{name}」の{count}件を取り込んでいます。終わるまで、この画面を開いたままにしてください。")
            }
            Self::Good { name, count, .. } => format!("「{name}」：{count}件を取り込めます。"),
            Self::Faulty { name, detail, faults } if detail.is_empty() => {
                format!("「{name}」に確認が必要な箇所が{}件あります。1件も取り込んでいません。", faults.len())
            }
            Self::Faulty { name, detail, .. } => {
                format!("「{name}」に確認が必要な箇所があります。1件も取り込んでいません。{detail}")
            }
            Self::Unreadable(sentence) => sentence.clone(),
            Self::Imported(BillsImported { new, corrected, unchanged }) => {
                format!("請求を取り込みました（新規{new}件、訂正{corrected}件、変更なし{unchanged}件）。")
            }
        }
    }
}

/// The sentences of faults.
pub(super) fn sentences(faults: Vec<FaultWire>) -> Vec<String> {
    faults.into_iter().map(|fault| fault.message).collect()
}

#[cfg(test)]
mod tests {
    use super::Step;

    fn checked(lines: &str) -> Step {
        let text = format!("事業所コード,請求年月,請求額,消費税額,支払期限\n{lines}");
        Step::checked("請求.csv".to_owned(), Ok(text))
    }

    #[test]
    fn only_a_table_without_a_fault_can_be_imported_and_every_fault_is_listed() {
        let good = checked("NAC555,2026/10,22000,2000,2026/11/30\n");
        assert!(good.good().is_ok() && good.faults().is_empty());
        assert_eq!(good.sentence(false), "「請求.csv」：1件を取り込めます。");
        assert!(good.sentence(true).starts_with("「請求.csv」の1件を取り込んでいます。"));
        let faulty = checked(&"NAC55,2026/10,x,2000,2026/11/30\n".repeat(600));
        assert_eq!(faulty.faults().len(), 1200);
        assert!(faulty.faults()[1199].starts_with("601行目："), "{}", faulty.faults()[1199]);
        assert!(faulty.sentence(false).contains("1200件"));
        for step in [faulty, Step::Empty, Step::Reading(String::new()), Step::Unreadable(String::new())] {
            assert!(step.good().is_err(), "{step:?}");
        }
    }
}
