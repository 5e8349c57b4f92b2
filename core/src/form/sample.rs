//! Sample answers for tests: accepted and refused ones of each kind. A new kind does not compile without both.

use super::Kind;

/// Answers without a blocking violation; the first is in normal form and has no warning either.
pub fn accepted(kind: Kind) -> Vec<String> {
    match kind {
        Kind::FullWidth(most) => {
            most_of(most, &["株式会社ナックス", "ﾅｯｸｽ 7-1", "ＮＡＣＣＳ　センター", "高橋", "髙橋①"], 'あ')
        }
        Kind::Kana(most) => most_of(most, &["ナックスセンター", "なっくす せんたー", "ﾊﾞﾝﾁ-9", "コンサイ"], 'ア'),
        Kind::NameKana(most) => most_of(most, &["コンサイ", "こんさい", "ｼﾞｮﾝ･ｽﾐｽ", "いすゞ ゆ-こ"], 'ア'),
        Kind::FreeText(most) => most_of(most, &["通関業許可XX月XX日予定", "一行目\r\n二行目 ", "ﾃｽﾄ\t２"], 'あ'),
        Kind::Latin(most) => most_of(most, &["NACCS CENTER", "horikawa-cho, 999", "Ｔｏｋｙｏ"], 'A'),
        Kind::Postcode => texts(&["2120013", "〒２１２－００１３", "100-0001", " 4520961"]),
        Kind::Phone => texts(&["0312345678", "03-1234-5678", "（０９０）１２３４ー５６７８", "+81 44 123 4567"]),
        Kind::FaxOrNone => accepted(Kind::Phone).into_iter().chain(texts(&["0000000000", "000-000-0000"])).collect(),
        Kind::Email => texts(&["konsai.ichiro@naccs.co.jp", "ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", " Taro+1@example.co.jp"]),
        Kind::SameAs(field) => accepted(field.kind),
        Kind::Date => texts(&["2099-04-01", "20990401", "2098/2/28", "２０９９年１２月３１日", "R70.1.5"]),
        Kind::Number { least, most } => {
            vec![least.max(1).to_string(), most.to_string(), format!("0{most}"), full(&least.to_string())]
        }
        Kind::Code(shape) => {
            let code = code_of(shape);
            vec![code.clone(), code.to_ascii_lowercase(), full(&code)]
        }
        Kind::Codes(shape) => {
            let code = code_of(shape);
            vec![code.clone(), format!(" {} ", full(&code))]
        }
        Kind::IpAddress => texts(&["192.0.2.1", "0.0.0.0", "１９２．０．２．２５５"]),
        Kind::FileName => texts(&["構成図.xlsx", "C:\\図面\\構成図.pdf", "../a.png"]),
        Kind::FileSize => texts(&["34999", "1", "10485760"]),
        Kind::Choice(table) => table.iter().map(|choice| choice.code.to_owned()).collect(),
        Kind::Choices(table) => {
            let codes: Vec<&str> = table.iter().map(|choice| choice.code).collect();
            let pairs = codes.windows(2).map(|pair| format!("{} {}", pair[1], pair[0]));
            codes.iter().map(|code| (*code).to_owned()).chain(pairs).collect()
        }
    }
}

/// Answers with a blocking violation, close to accepted ones.
pub fn refused(kind: Kind) -> Vec<String> {
    match kind {
        Kind::FullWidth(most) | Kind::FreeText(most) => vec!["あ".repeat(most as usize + 1)],
        Kind::Kana(most) => vec!["漢字".to_owned(), "ナックス＠".to_owned(), "ア".repeat(most as usize + 1)],
        Kind::NameKana(most) => texts(&["ichiro", "コンサイ2", "混載", "コン-サイ"])
            .into_iter()
            .chain(["ア".repeat(most as usize + 1)])
            .collect(),
        Kind::Latin(most) => vec!["東京".to_owned(), "A_B".to_owned(), "A".repeat(most as usize + 1)],
        Kind::Postcode => texts(&["212001", "21200133", "212-OO13"]),
        Kind::Phone => texts(&["031234567", "031234567890", "1312345678", "03-1234-567a", "内線12", "0000000000"]),
        Kind::FaxOrNone => texts(&["031234567", "1312345678", "なし"]),
        Kind::Email => {
            texts(&["konsai", "@naccs.co.jp", "a@b", "a b@example.com", "a@@example.com", "a..b@example.com"])
        }
        Kind::SameAs(field) => refused(field.kind),
        Kind::Date => texts(&["2099-02-30", "20991301", "昭和65年1月1日", "2018/4/1", "あした", "209904"]),
        Kind::Number { least, most } => {
            let below = least.checked_sub(1).map(|below| below.to_string());
            let others = [(u64::from(most) + 1).to_string(), "-1".to_owned(), "1.5".to_owned(), "多数".to_owned()];
            below.into_iter().chain(others).collect()
        }
        Kind::Code(shape) => vec!["A".repeat(shape.len() + 1), "A-".to_owned(), "漢字".to_owned()],
        Kind::Codes(shape) => vec!["A".repeat(shape.len() + 1), format!("{0} {0}", code_of(shape))],
        Kind::IpAddress => texts(&["192.0.2", "192.0.2.256", "192.0.2.01", "naccs6"]),
        Kind::FileName => vec!["図".repeat(256)],
        Kind::FileSize => texts(&["0", "10485761", "-1", "1 MB"]),
        Kind::Choice(table) => table.first().map(|first| first.label.to_owned()).into_iter().chain(unknown()).collect(),
        Kind::Choices(_) => unknown().collect(),
    }
}

/// A code of that shape.
fn code_of(shape: &str) -> String {
    shape.chars().zip("NAC".chars().cycle()).map(|(of, c)| if of == '9' { '1' } else { c }).collect()
}

/// The texts of at most `most` characters, and one of exactly `most`.
fn most_of(most: u32, all: &[&str], filler: char) -> Vec<String> {
    let mut fitting = texts(all);
    fitting.retain(|text| text.chars().count() <= most as usize);
    fitting.push(filler.to_string().repeat(most as usize));
    fitting
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

fn unknown() -> impl Iterator<Item = String> {
    ["no-such-code", "YES"].into_iter().map(str::to_owned)
}

/// In full-width letters and digits.
fn full(text: &str) -> String {
    text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::form::{At, Draft, Field, Form, Scope, Severity, Violation};
    use crate::{account, application};

    fn violation(field: &'static Field, raw: &str) -> Option<Violation> {
        let mut draft =
            Draft::empty(if field.section().key == "applicant" { &account::FORM } else { &application::FORM });
        if let Kind::SameAs(other) = field.kind {
            draft.set(At::once(other), raw);
        }
        let scope = Scope::whole(&draft);
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        field.kind.check(&field.kind.normalise(raw), &scope, today)
    }

    fn fields() -> impl Iterator<Item = &'static Field> {
        [&account::FORM, &application::FORM].into_iter().flat_map(Form::fields).map(|(_, _, field)| field)
    }

    #[test]
    fn accepted_answers_stand_and_the_first_is_normal_and_warns_of_nothing() {
        for field in fields() {
            let all = accepted(field.kind);
            assert_eq!(field.kind.normalise(&all[0]), all[0], "{field:?}");
            assert_eq!(violation(field, &all[0]), None, "{field:?}: {}", all[0]);
            for raw in all {
                let blocks = violation(field, &raw).filter(|violation| violation.message.severity == Severity::Blocks);
                assert_eq!(blocks, None, "{field:?}: {raw}");
            }
        }
    }

    #[test]
    fn refused_answers_are_refused() {
        for field in fields().filter(|field| !matches!(field.kind, Kind::SameAs(_))) {
            for raw in refused(field.kind) {
                let blocks = violation(field, &raw).filter(|violation| violation.message.severity == Severity::Blocks);
                assert!(blocks.is_some(), "{field:?}: {raw}");
            }
        }
    }
}
