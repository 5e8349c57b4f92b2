//! Interruptions within a word and within a composition.

use anyhow::{Result, ensure};
use nss_core::form::At;
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::prelude::*;

use super::cut::{Break, Cut};
use super::walk::Applicant;

impl Applicant<'_> {
    /// Types the text; key by key if there are interruptions, one after the other.
    pub(super) async fn types(&mut self, label: &'static str, text: &'static str, cuts: &[Cut]) -> Result<()> {
        let path = self.path_of(label).await?;
        let keys: Vec<char> = text.chars().collect();
        for (number, cut) in cuts.iter().enumerate() {
            let end = 1 + (keys.len() - 1) * (number + 1) / (cuts.len() + 1);
            if cut.blind == 3 && !text.is_ascii() {
                self.composes(label, &path, text, *cut).await?;
                continue;
            }
            let begun = self.begins_again(label, &path, &keys[..end]).await?;
            for end in begun..end {
                self.strikes(&path, &keys, end).await?;
            }
            self.scene.breaks(*cut).await?;
            // A killed browser takes no keys.
            let blind = if cut.what == Break::Browser { 0 } else { cut.blind.min(keys.len() - end) };
            for end in end..end + blind {
                self.strikes(&path, &keys, end).await?;
            }
            self.recovers(Cut { blind, ..*cut }, "in a word").await?;
        }
        if self.known.text(&path)? != text || cuts.is_empty() {
            self.scene.person.types(label, text).await?;
            self.known.types(&path, text)?;
        }
        Ok(())
    }

    /// Strikes one key of the text.
    async fn strikes(&mut self, path: &str, keys: &[char], place: usize) -> Result<()> {
        self.scene.person.strikes(keys[place].to_string()).await?;
        self.known.types(path, &keys[..=place].iter().collect::<String>())
    }

    /// Puts the caret behind the typed part, or clears the control if the text was normalised meanwhile. Returns the number of
    /// keys that are typed already.
    async fn begins_again(&mut self, label: &str, path: &str, wanted: &[char]) -> Result<usize> {
        let standing = self.known.text(path)?;
        let typed: Vec<char> = standing.chars().collect();
        if !typed.is_empty() && wanted.starts_with(&typed) {
            let control = self.scene.person.field(label).await?;
            control.send_keys(Key::End + "").await?;
            return Ok(typed.len());
        }
        self.scene.person.keys(label, "").await?;
        self.known.types(path, "")?;
        Ok(0)
    }

    /// Interrupts an unfinished composition, abandons it, and replaces the text of the control.
    async fn composes(&mut self, label: &str, path: &str, text: &str, cut: Cut) -> Result<()> {
        let control = self.scene.person.field(label).await?;
        control.send_keys(Key::Control + "a").await?;
        control.send_keys(Key::Delete + "").await?;
        self.known.types(path, "")?;
        let tools = ChromeDevTools::new(self.scene.person.driver.handle.clone());
        let reading: String = text.chars().take(4).collect();
        for end in 1..=reading.chars().count() {
            let text: String = reading.chars().take(end).collect();
            let composing = serde_json::json!({ "text": text, "selectionStart": end, "selectionEnd": end });
            tools.execute_cdp_with_params("Input.imeSetComposition", composing).await?;
            self.known.types(path, &text)?;
        }
        ensure!(control.prop("value").await?.as_deref() == Some(&*reading), "the composition is in the control");
        self.scene.breaks(cut).await?;
        self.recovers(Cut { reloads: true, blind: 0, ..cut }, "in a composition").await
    }

    pub(super) async fn fills_address(&mut self, label: &str, code: &str, city: &str) -> Result<()> {
        let path = self.path_of(label).await?;
        let person = &self.scene.person;
        person.types(label, code).await?;
        let city_at = self.path_of(&label.replace("郵便番号", "市区町村")).await?;
        person.sees_value(&label.replace("郵便番号", "市区町村"), city).await?;
        self.known.types(&path, code)?;
        // The postcode has filled prefecture, municipality and the rest, and the person has seen them.
        let section = self.known.at(&city_at)?.field.section();
        for field in section.fields {
            let at = At::once(field);
            let script = "const control = document.getElementById(arguments[0]);
                return !control || control.type === 'radio' ? '' : control.value";
            let shown: String = self.scene.person.driver.execute(script, vec![at.path().into()]).await?.convert()?;
            if self.known.text(&at.path())?.is_empty() && !shown.is_empty() {
                self.known.types(&at.path(), &shown)?;
            }
        }
        Ok(())
    }
}
