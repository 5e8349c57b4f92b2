//! Waits until the page shows something, and fails with a readable message.

use anyhow::{Result, bail};

use super::Person;
use crate::browser::{POLL_INTERVAL, TIMEOUT};

impl Person<'_> {
    /// Waits until the page contains these words.
    pub async fn sees(&self, words: &str) -> Result<()> {
        let there = |text: &str| text.contains(words);
        self.until(&format!("the page does not say 「{words}」"), there).await
    }

    /// Waits until the page no longer contains these words.
    pub async fn no_longer_sees(&self, words: &str) -> Result<()> {
        self.until(&format!("the page still says 「{words}」"), |text| !text.contains(words)).await
    }

    /// The visible text of the page.
    pub async fn page(&self) -> Result<String> {
        Ok(self.driver.execute("return document.body.innerText", vec![]).await?.convert()?)
    }

    /// Waits until the heading of the page is this.
    pub async fn is_on(&self, heading: &str) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut last = String::new();
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            let script = "return document.querySelector('main h1')?.innerText ?? ''";
            last = self.driver.execute(script, vec![]).await?.convert()?;
            if last.contains(heading) {
                return Ok(());
            }
        }
        bail!("the heading is 「{last}」, not 「{heading}」; the page says:\n{}", self.page().await?)
    }

    /// The value of a control.
    pub async fn value(&self, label: &str) -> Result<String> {
        Ok(self.field(label).await?.prop("value").await?.unwrap_or_default())
    }

    /// Waits until a control has this value.
    pub async fn sees_value(&self, label: &str, value: &str) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut last = String::new();
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            last = self.value(label).await?;
            if last == value {
                return Ok(());
            }
        }
        bail!("in 「{label}」 stands 「{last}」, not 「{value}」")
    }

    /// The text of the newest mail that the development server has sent.
    pub async fn newest_mail(&self) -> Result<String> {
        Ok(self.mails().await?.into_iter().next().unwrap_or_default())
    }

    /// The text of the mails that the development server has sent, newest first. They are read in a new tab, so that the
    /// present page does not change.
    pub async fn mails(&self) -> Result<Vec<String>> {
        let here = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        self.opens("/dev/mails").await?;
        let script =
            "return [...document.querySelectorAll('a[href^=\"/dev/mails/\"]')].map(link => link.getAttribute('href'))";
        let links: Vec<String> = self.driver.execute(script, vec![]).await?.convert()?;
        let mut mails = Vec::new();
        for link in links {
            self.opens(&link).await?;
            mails.push(self.page().await?);
        }
        self.driver.close_window().await?;
        self.driver.switch_to_window(here).await?;
        Ok(mails)
    }

    /// Waits until there are `count` mails, because the server sends them asynchronously.
    pub async fn so_many_mails(&self, count: usize) -> Result<Vec<String>> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            let mails = self.mails().await?;
            if mails.len() >= count {
                return Ok(mails);
            }
        }
        bail!("not {count} mails: {:?}", self.mails().await?)
    }

    async fn until(&self, otherwise: &str, holds: impl Fn(&str) -> bool) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if holds(&self.page().await?) {
                return Ok(());
            }
        }
        bail!("{otherwise}; it says:\n{}", self.page().await?)
    }

    /// Waits until a choice is selected.
    pub async fn sees_chosen(&self, label: &str, choice: &str) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if self.choice(label, choice).await?.is_selected().await? {
                return Ok(());
            }
        }
        bail!("「{choice}」 of 「{label}」 is not taken")
    }

    /// Waits until a script returns this number.
    pub async fn counts(&self, what: &str, script: &str, wanted: usize) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut last = 0;
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            last = self.driver.execute(script, vec![]).await?.convert()?;
            if last == wanted {
                return Ok(());
            }
        }
        bail!("{what}: {last}, not {wanted}")
    }

    /// Waits until the copies that the page is writing are committed: a read behind them is answered after them.
    pub async fn has_written_copies(&self) -> Result<()> {
        let script = r"
            const done = arguments[0];
            const read = async () => {
                if (!(await indexedDB.databases()).some(({ name }) => name === 'nss.drafts')) return done();
                const request = indexedDB.open('nss.drafts');
                request.onsuccess = () => {
                    const read = request.result.transaction('nss.drafts');
                    read.oncomplete = () => { request.result.close(); done() };
                    read.objectStore('nss.drafts').count();
                };
            };
            // The page writes in a task behind that of the key.
            setTimeout(read, 0);";
        self.driver.execute_async(script, vec![]).await?;
        Ok(())
    }

    /// Waits until the browser keeps this many copies of drafts.
    pub async fn keeps_copies(&self, wanted: usize) -> Result<()> {
        let script = r"
            const [done, request] = [arguments[0], indexedDB.open('nss.drafts')];
            request.onsuccess = () => {
                const count = request.result.transaction('nss.drafts').objectStore('nss.drafts').count();
                count.onsuccess = () => { request.result.close(); done(count.result) };
            };";
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        let mut last = 0;
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            last = self.driver.execute_async(script, vec![]).await?.convert()?;
            if last == wanted {
                return Ok(());
            }
        }
        bail!("the browser keeps {last} copies, not {wanted}")
    }

    /// Saves a screenshot of the page if `NSS_PICTURES` names a folder.
    pub async fn takes_picture(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("NSS_PICTURES") {
            let script = "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]";
            let [_, height]: [u32; 2] = self.driver.execute(script, vec![]).await?.convert()?;
            let rect = self.driver.get_window_rect().await?;
            self.driver.set_window_rect(0, 0, u32::try_from(rect.width)?, height + 160).await?;
            self.driver.screenshot(&std::path::Path::new(&folder).join(format!("{name}.png"))).await?;
            self.driver.set_window_rect(0, 0, u32::try_from(rect.width)?, u32::try_from(rect.height)?).await?;
        }
        Ok(())
    }
}
