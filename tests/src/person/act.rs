//! Actions, with the mouse or by keyboard alone.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use thirtyfour::extensions::cdp::{ChromeDevTools, NetworkConditions};
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::prelude::*;

use super::Person;
use crate::browser::{POLL_INTERVAL, TIMEOUT};

/// The input device of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Works with clicks.
    Mouse,
    /// Works with Tab, arrows, space and Enter.
    Keyboard,
}

/// Upper bound of the tab stops of a page.
const MOST_TABS: usize = 400;

const IS_ACTIVE: &str = r"
    const [wanted, here] = [arguments[0], document.activeElement];
    return wanted === here || (wanted.type === 'radio' && here.type === 'radio' && wanted.name === here.name);";

impl Person<'_> {
    /// Opens a path of the service.
    pub async fn opens(&self, path: &str) -> Result<()> {
        self.driver.goto(self.service.url(path)).await?;
        // The entrance stands before the program runs, which then replaces every element of it.
        let waiting = "return document.querySelectorAll('.app-first-picture').length";
        self.counts("entrances that wait for the program", waiting, 0).await
    }

    /// Presses a button or a link.
    pub async fn presses(&self, words: &str) -> Result<()> {
        let button = self.button(words).await?;
        match self.hands {
            Hands::Mouse => self.clicks(&button).await,
            Hands::Keyboard => {
                self.reaches(&button).await?;
                self.strikes(Key::Enter + "").await
            }
        }
    }

    /// Replaces the text of a control, and leaves it.
    pub async fn types(&self, label: &str, text: &str) -> Result<()> {
        self.keys(label, text).await?;
        self.tabs().await
    }

    /// Replaces the text of a control, and stays in it.
    pub async fn keys(&self, label: &str, text: &str) -> Result<()> {
        let control = self.field(label).await?;
        match self.hands {
            Hands::Mouse => self.clicks(&control).await?,
            Hands::Keyboard => self.reaches(&control).await?,
        }
        control.send_keys(Key::Control + "a").await?;
        if text.is_empty() {
            return Ok(control.send_keys(Key::Delete + "").await?);
        }
        Ok(control.send_keys(text).await?)
    }

    /// Goes to the next control by keyboard.
    pub async fn tabs(&self) -> Result<()> {
        // An action chain, because keys sent to a file control directly are taken for paths.
        Ok(self.driver.action_chain().send_keys(Key::Tab + "").perform().await?)
    }

    /// Sends keys to the focused element.
    pub async fn strikes(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Chooses by the visible words, from a group or a select.
    pub async fn chooses(&self, label: &str, choice: &str) -> Result<()> {
        let found = self.choice(label, choice).await?;
        match self.hands {
            Hands::Mouse => self.clicks(&found).await,
            Hands::Keyboard => {
                let is_option = found.tag_name().await? == "option";
                let stop = if is_option { self.field(label).await? } else { found.clone() };
                self.reaches(&stop).await?;
                if found.is_selected().await? {
                    return Ok(());
                }
                if !is_option {
                    // Space selects the focused choice of a group without a selection.
                    self.strikes(" ").await?;
                }
                for _ in 0..60 {
                    if found.is_selected().await? {
                        return Ok(());
                    }
                    self.strikes(Key::Down + "").await?;
                }
                bail!("「{choice}」 of 「{label}」 cannot be reached by arrows")
            }
        }
    }

    /// Ticks these choices of a group.
    pub async fn ticks(&self, label: &str, choices: &[&str]) -> Result<()> {
        for choice in choices {
            let found = self.choice(label, choice).await?;
            if found.attr("type").await?.as_deref() == Some("radio") {
                self.chooses(label, choice).await?;
            } else if !found.is_selected().await? {
                match self.hands {
                    Hands::Mouse => self.clicks(&found).await?,
                    Hands::Keyboard => {
                        self.reaches(&found).await?;
                        self.strikes(" ").await?;
                    }
                }
            }
            ensure!(found.is_selected().await?, "「{choice}」 of 「{label}」 is not taken");
        }
        Ok(())
    }

    /// Takes a choice of a select, of radio buttons or of checkboxes.
    pub async fn ticks_or_chooses(&self, label: &str, choice: &str) -> Result<()> {
        if self.field(label).await?.tag_name().await? == "select" {
            return self.chooses(label, choice).await;
        }
        self.ticks(label, &[choice]).await
    }

    /// Attaches a file to the list with this heading, and waits until the server has it.
    pub async fn attaches(&self, heading: &str, path: &Path) -> Result<()> {
        self.chooses_files(heading, &[path]).await?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let listed = format!("{}//a[contains(., '{name}')]", section(heading));
        self.driver
            .query(By::XPath(listed))
            .wait(TIMEOUT, POLL_INTERVAL)
            .first()
            .await
            .context("the file is not in the list")?;
        Ok(())
    }

    /// Chooses files for the list with this heading, all at once. With the keyboard, Tab must reach the control first.
    pub async fn chooses_files(&self, heading: &str, files: &[&Path]) -> Result<()> {
        let path = format!("{}//input[@type='file']", section(heading));
        let input = self.driver.query(By::XPath(path)).wait(TIMEOUT, POLL_INTERVAL).first().await?;
        if self.hands == Hands::Keyboard {
            self.reaches(&input).await?;
        }
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        Ok(input.send_keys(files.join("\n")).await?)
    }

    /// Drags a file from outside the browser onto the middle of an element, and drops it there.
    pub async fn drops(&self, on: &str, file: &Path) -> Result<()> {
        let element = self.driver.query(By::Css(on)).wait(TIMEOUT, POLL_INTERVAL).first().await?;
        element.scroll_into_view().await?;
        let script =
            "const at = arguments[0].getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2]";
        let [x, y]: [f64; 2] = self.driver.execute(script, vec![element.to_json()?]).await?.convert()?;
        let tools = ChromeDevTools::new(self.driver.handle.clone());
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = serde_json::json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
            let event = serde_json::json!({ "type": step, "x": x, "y": y, "data": data });
            tools.execute_cdp_with_params("Input.dispatchDragEvent", event).await?;
        }
        Ok(())
    }

    /// Loses the network or gets it back. `bytes` limits the upload in bytes per second.
    pub async fn has_network(&self, is_there: bool, bytes: Option<i32>) -> Result<()> {
        let mut conditions = NetworkConditions::new();
        conditions.offline = !is_there;
        conditions.upload_throughput = bytes.unwrap_or(-1);
        Ok(ChromeDevTools::new(self.driver.handle.clone()).set_network_conditions(&conditions).await?)
    }

    /// Deletes the browser's copies of drafts; no page with a draft may be open.
    pub async fn forgets_copies(&self) -> Result<()> {
        let script = "const [done, request] = [arguments[0], indexedDB.deleteDatabase('nss.drafts')];
            request.onsuccess = () => done();";
        self.driver.execute_async(script, vec![]).await?;
        Ok(())
    }

    /// Reloads the page.
    pub async fn reloads(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Waits for the mail with the provisional ID and password, and reads them.
    pub async fn reads_credentials(&self) -> Result<(String, String)> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut mail = String::new();
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            mail = self.newest_mail().await?;
            let behind =
                |mark: &str| mail.split(mark).nth(1).and_then(|rest| rest.split_whitespace().next()).map(str::to_owned);
            if let (Some(id), Some(password)) = (behind("仮ログインID："), behind("仮パスワード：")) {
                return Ok((id, password));
            }
        }
        bail!("no ID and password in the mail: {mail}")
    }

    /// Logs in.
    pub async fn logs_in(&self, (id, password): &(String, String)) -> Result<()> {
        self.opens("/login").await?;
        self.types("ログインID", id).await?;
        self.keys("パスワード", password).await?;
        self.presses("ログイン").await
    }

    async fn clicks(&self, element: &WebElement) -> Result<()> {
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Presses Tab until the element (or a choice of its group) has the focus.
    async fn reaches(&self, element: &WebElement) -> Result<()> {
        for _ in 0..MOST_TABS {
            if self.driver.execute(IS_ACTIVE, vec![element.to_json()?]).await?.convert::<bool>()? {
                return Ok(());
            }
            self.tabs().await?;
        }
        bail!("the keyboard does not reach {}", element.outer_html().await?)
    }
}

/// The `XPath` of the section with this heading.
fn section(heading: &str) -> String {
    format!("//section[h2[starts-with(normalize-space(.), '{heading}')]]")
}
