//! Windows and tabs, and what a browser does with them.

use anyhow::{Result, ensure};
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::{WindowHandle, prelude::*};

use super::Person;
use crate::browser::{LOOK, PATIENCE};

impl Person<'_> {
    /// Opens a tab beside this one, and looks at it.
    pub async fn opens_tab(&self, path: &str) -> Result<WindowHandle> {
        let tab = self.driver.new_tab().await?;
        self.turns_to(&tab).await?;
        self.opens(path).await?;
        Ok(tab)
    }

    /// Looks at another tab.
    pub async fn turns_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.driver.switch_to_window(tab.clone()).await?)
    }

    /// The window comes to the front again.
    pub async fn comes_back(&self) -> Result<()> {
        let script = "window.dispatchEvent(new Event('visibilitychange'))";
        self.driver.execute(script, vec![]).await?;
        Ok(())
    }

    /// The browser's own clock goes on by so many seconds.
    pub async fn passes_time(&self, seconds: u32) -> Result<()> {
        let script = "const real = Date.now; const ahead = arguments[0] * 1000; Date.now = () => real() + ahead";
        self.driver.execute(script, vec![seconds.into()]).await?;
        Ok(())
    }

    /// A script that runs first on every page from now on.
    pub async fn on_every_page(&self, script: &str) -> Result<()> {
        let tools = ChromeDevTools::new(self.driver.handle.clone());
        let script = serde_json::json!({ "source": script });
        tools.execute_cdp_with_params("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// The browser asks something with these words; the answer is 「OK」 or not.
    pub async fn is_asked(&self, words: &str, answer: bool) -> Result<()> {
        let mut look = tokio::time::interval(LOOK);
        let mut text = None;
        for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
            look.tick().await;
            text = self.driver.get_alert_text().await.ok();
            if text.is_some() {
                break;
            }
        }
        ensure!(text.as_ref().is_some_and(|text| text.contains(words)), "asked is {text:?}, not 「{words}」");
        let given = if answer { self.driver.accept_alert().await } else { self.driver.dismiss_alert().await };
        Ok(given?)
    }

    /// Presses what is named so for those who do not see it.
    pub async fn presses_label(&self, label: &str) -> Result<()> {
        let path = format!("//*[@aria-label='{label}']");
        let query = self.driver.query(By::XPath(path)).wait(PATIENCE, LOOK).and_displayed();
        let button = query.first().await?;
        button.scroll_into_view().await?;
        Ok(button.click().await?)
    }
}
