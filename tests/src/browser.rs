//! Drives Chromium through chromedriver; each story has a new profile.

mod profile;

pub use profile::Profile;

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tempfile::TempDir;
use thirtyfour::ChromeCapabilities;
use thirtyfour::prelude::*;

use crate::service::{free_address, wait_for};

/// Time limit for a condition on the page.
pub const TIMEOUT: Duration = Duration::from_secs(15);
/// Interval at which a condition is checked.
pub const POLL_INTERVAL: Duration = Duration::from_millis(40);

/// Smallest window of Chromium in CSS pixels. Smaller widths use mobile emulation.
const NARROWEST_WINDOW: u32 = 500;

/// A chromedriver process, which opens the browsers.
#[derive(Debug)]
pub struct Browsers {
    address: SocketAddr,
    process: Child,
    profiles: TempDir,
}

impl Browsers {
    /// Starts chromedriver on a free port.
    pub async fn start() -> Result<Self> {
        let address = free_address()?;
        let program = std::env::var("NSS_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let process = Command::new(&program)
            .arg(format!("--port={}", address.port()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{program} does not start; `cargo xtask doctor` says how to get it"))?;
        let browsers = Self { address, process, profiles: tempfile::tempdir()? };
        wait_for(address).await?;
        Ok(browsers)
    }

    /// Opens a browser with an empty profile and a window of this width in CSS pixels.
    pub async fn open(&self, width: u32) -> Result<WebDriver> {
        self.open_at(&self.profile()?, width).await
    }

    /// An empty profile.
    pub fn profile(&self) -> Result<Profile> {
        Ok(Profile::new(tempfile::tempdir_in(self.profiles.path())?.keep()))
    }

    /// Opens a browser on a profile that an earlier one may have used.
    pub async fn open_at(&self, profile: &Profile, width: u32) -> Result<WebDriver> {
        self.start_browser(DesiredCapabilities::chrome(), profile, width).await
    }

    /// Opens a browser whose settings refuse every cookie.
    pub async fn open_without_cookies(&self, width: u32) -> Result<WebDriver> {
        let mut wishes = DesiredCapabilities::chrome();
        let refused = serde_json::json!({ "profile.default_content_setting_values.cookies": 2 });
        wishes.add_experimental_option("prefs", refused)?;
        self.start_browser(wishes, &self.profile()?, width).await
    }

    async fn start_browser(&self, mut wishes: ChromeCapabilities, profile: &Profile, width: u32) -> Result<WebDriver> {
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--lang=ja",
        ] {
            wishes.add_arg(flag)?;
        }
        wishes.add_arg(&profile.flag())?;
        wishes.add_arg(&format!("--window-size={width},1000"))?;
        if width < NARROWEST_WINDOW {
            let metrics = serde_json::json!({ "width": width, "height": 800, "pixelRatio": 1.0, "touch": false, "mobile": false });
            wishes.add_experimental_option("mobileEmulation", serde_json::json!({ "deviceMetrics": metrics }))?;
        }
        let driver = WebDriver::new(format!("http://{}", self.address), wishes).await?;
        Ok(driver)
    }
}

impl Drop for Browsers {
    fn drop(&mut self) {
        // Both fail if the process has ended by itself, which is no error.
        let _ = self.process.kill();
        let _ = self.process.wait();
        profile::kill_browsers_in(self.profiles.path());
    }
}
