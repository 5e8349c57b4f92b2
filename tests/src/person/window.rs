//! Windows, tabs and dialogs of the browser.

use anyhow::{Result, ensure};
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::{WindowHandle, prelude::*};

use super::Person;
use crate::browser::{POLL_INTERVAL, TIMEOUT};

impl Person<'_> {
    /// Opens another tab, and switches to it.
    pub async fn opens_tab(&self, path: &str) -> Result<WindowHandle> {
        let tab = self.driver.new_tab().await?;
        self.turns_to(&tab).await?;
        self.opens(path).await?;
        Ok(tab)
    }

    /// Switches to another tab.
    pub async fn turns_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.driver.switch_to_window(tab.clone()).await?)
    }

    /// Reports to the page that it is visible again.
    pub async fn comes_back(&self) -> Result<()> {
        let script = "window.dispatchEvent(new Event('visibilitychange'))";
        self.driver.execute(script, vec![]).await?;
        Ok(())
    }

    /// Advances the browser's clock by this many seconds.
    pub async fn passes_time(&self, seconds: u32) -> Result<()> {
        let script = "const real = Date.now; const ahead = arguments[0] * 1000; Date.now = () => real() + ahead";
        self.driver.execute(script, vec![seconds.into()]).await?;
        Ok(())
    }

    /// Runs a script before the page's own scripts on every page from now on.
    pub async fn on_every_page(&self, script: &str) -> Result<()> {
        let tools = ChromeDevTools::new(self.driver.handle.clone());
        let script = serde_json::json!({ "source": script });
        tools.execute_cdp_with_params("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// Sees the page as it is printed, or as it stands on the screen again.
    pub async fn prefers_paper(&self, is_paper: bool) -> Result<()> {
        let tools = ChromeDevTools::new(self.driver.handle.clone());
        let media = serde_json::json!({ "media": if is_paper { "print" } else { "" } });
        tools.execute_cdp_with_params("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Waits for a browser dialog with these words, and accepts or dismisses it.
    pub async fn is_asked(&self, words: &str, answer: bool) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut text = None;
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            text = self.driver.get_alert_text().await.ok();
            if text.is_some() {
                break;
            }
        }
        ensure!(text.as_ref().is_some_and(|text| text.contains(words)), "asked is {text:?}, not 「{words}」");
        let given = if answer { self.driver.accept_alert().await } else { self.driver.dismiss_alert().await };
        Ok(given?)
    }

    /// Presses the element with this accessible name.
    pub async fn presses_label(&self, label: &str) -> Result<()> {
        let path = format!("//*[@aria-label='{label}']");
        let query = self.driver.query(By::XPath(path)).wait(TIMEOUT, POLL_INTERVAL).and_displayed();
        let button = query.first().await?;
        button.scroll_into_view().await?;
        Ok(button.click().await?)
    }
}
