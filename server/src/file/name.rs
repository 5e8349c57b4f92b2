//! The name of a file as it is stored, listed and downloaded.

use nss_core::value::file_name;
use unicode_normalization::UnicodeNormalization;

/// The name in normal form, with composed characters (NFC): macOS writes が as か and a mark, which other systems show as
/// two characters and do not find.
pub fn normalise(name: &str) -> String {
    let composed: String = name.nfc().collect();
    file_name::normalise(&composed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::normalise;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_kana_with_a_mark_is_composed() {
        let kana = ('\u{3041}'..='\u{30ff}').filter(|c| !matches!(c, '\u{3097}'..='\u{309c}'));
        for letter in kana.chain("éÅñüḍ̇한".chars()) {
            let name = format!("{letter}.pdf");
            let written: String = name.nfd().collect();
            assert_eq!(normalise(&written), name.nfc().collect::<String>());
            assert_eq!(normalise(&normalise(&written)), normalise(&written));
        }
        assert_eq!(normalise("C:\\図\\か\u{3099}ハ\u{309a}.pdf"), "がパ.pdf");
    }
}
