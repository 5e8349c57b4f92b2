//! Acting, as hands do.

use anyhow::{Result, bail};
use thirtyfour::prelude::*;

use super::Person;

impl Person<'_> {
    /// Goes to an address of the service.
    pub async fn opens(&self, path: &str) -> Result<()> {
        Ok(self.driver.goto(self.service.url(path)).await?)
    }

    /// Presses a button or a link.
    pub async fn presses(&self, words: &str) -> Result<()> {
        let button = self.button(words).await?;
        button.scroll_into_view().await?;
        Ok(button.click().await?)
    }

    /// Replaces what stands in a control, and leaves it.
    pub async fn types(&self, label: &str, text: &str) -> Result<()> {
        self.keys(label, text).await?;
        self.tabs().await
    }

    /// Replaces what stands in a control, and stays in it.
    pub async fn keys(&self, label: &str, text: &str) -> Result<()> {
        let control = self.field(label).await?;
        control.scroll_into_view().await?;
        control.click().await?;
        control.send_keys(Key::Control + "a").await?;
        if text.is_empty() {
            control.send_keys(Key::Delete + "").await?
        } else {
            control.send_keys(text).await?
        }
        Ok(())
    }

    /// Goes to the next control by keyboard.
    pub async fn tabs(&self) -> Result<()> {
        self.strikes(Key::Tab + "").await
    }

    /// Strikes keys wherever the focus is.
    pub async fn strikes(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Chooses by words, from a group or a select.
    pub async fn chooses(&self, label: &str, choice: &str) -> Result<()> {
        let found = self.choice(label, choice).await?;
        found.scroll_into_view().await?;
        Ok(found.click().await?)
    }

    /// Ticks exactly these of several choices.
    pub async fn ticks(&self, label: &str, choices: &[&str]) -> Result<()> {
        for choice in choices {
            let found = self.choice(label, choice).await?;
            if !found.is_selected().await? {
                found.scroll_into_view().await?;
                found.click().await?;
            }
        }
        Ok(())
    }

    /// Loads the page anew.
    pub async fn reloads(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Reads the provisional ID and password from the newest mail.
    pub async fn reads_credentials(&self) -> Result<(String, String)> {
        let mail = self.newest_mail().await?;
        let behind =
            |mark: &str| mail.split(mark).nth(1).and_then(|rest| rest.split_whitespace().next()).map(str::to_owned);
        match (behind("仮ログインID："), behind("仮パスワード：")) {
            (Some(id), Some(password)) => Ok((id, password)),
            _ => bail!("no ID and password in the mail: {mail}"),
        }
    }

    /// Logs in.
    pub async fn logs_in(&self, (id, password): &(String, String)) -> Result<()> {
        self.opens("/login").await?;
        self.types("ログインID", id).await?;
        self.keys("パスワード", password).await?;
        self.presses("ログイン").await
    }
}
