//! Converts every text to the normal form of the application form, so that a filled-in address is normal already.

use std::borrow::Cow;

use nss_core::value::{full_width, kana};

use super::count;
use crate::postcodes::record::Record;

/// Names, addresses and notes in full width, readings in full-width katakana.
pub(super) fn write(records: &mut [Record]) -> usize {
    count(records, |record| {
        let mut is_changed = false;
        let mut anew = |text: &mut String, normalise: fn(&str) -> Cow<'_, str>| {
            if let Cow::Owned(normal) = normalise(text) {
                *text = normal;
                is_changed = true;
            }
        };
        for text in [&mut record.city, &mut record.town, &mut record.note] {
            anew(text, full_width::normalise);
        }
        anew(&mut record.city_kana, kana::normalise);
        anew(&mut record.town_kana, kana::normalise);
        if let Some(office) = &mut record.office {
            anew(&mut office.name, full_width::normalise);
            anew(&mut office.street, full_width::normalise);
            anew(&mut office.kana, kana::normalise);
        }
        is_changed
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{area, firm};
    use super::*;

    #[test]
    fn half_width_and_other_dashes_become_the_forms() {
        let mut records =
            [area("0660005", "千歳市", "協和", "キョウワ", "88−2、5445〜5446−4番地"), firm("千歳市", "", "ｶﾌﾞ")];
        assert_eq!(write(&mut records), 2);
        assert_eq!(records[0].note, "８８－２、５４４５～５４４６－４番地");
        let office = records[1].office.clone().unwrap();
        assert_eq!((&*office.name, &*office.street, &*office.kana), ("（株）Ａ　Ｂ", "１丁目２－３", "カブ"));
    }
}
