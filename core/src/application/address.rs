//! Choices and hints that all address blocks share.

use crate::postcode::{PREFECTURES, Place};
use crate::value::choice::Choice;

/// The prefectures as choices (JIS X 0401).
pub static PREFECTURE_CHOICES: [Choice; 47] = {
    let mut choices = [Choice { code: "", label: "" }; 47];
    let mut place = 0;
    while place < choices.len() {
        let (code, label) = PREFECTURES[place];
        choices[place] = Choice { code, label };
        place += 1;
    }
    choices
};

/// The choice that asks for an address or a person of its own.
pub const OTHER: Choice = Choice { code: "other", label: "その他（下欄に入力してください）" };

/// Help below every postcode. N-082, N-083.
pub const POSTCODE_HINT: &str = "7桁の数字　例：2120013　入力すると、下の住所欄に反映されます。";
/// Help below every 番地・建物. N-086.
pub const STREET_HINT: &str = "例：堀川町９９９番地　ナックスタワー１階";
/// Help below every 住所フリガナ. N-087.
pub const ADDRESS_KANA_HINT: &str = "全角カタカナ　例：カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ";
/// Help below telephones and FAX numbers. N-088, N-089.
pub const PHONE_HINT: &str = "10桁または11桁の数字（ハイフンは不要です）　例：0312345678";
/// Help below every optional FAX number.
pub const FAX_HINT: &str = "FAXがある場合だけ入力してください。";

/// 都道府県, 市区町村, 番地・建物 and 住所フリガナ of a place (N-083).
pub fn of_place(place: &Place) -> Vec<String> {
    let fill = place.fill();
    vec![fill.prefecture, fill.city, fill.street, fill.kana]
}
