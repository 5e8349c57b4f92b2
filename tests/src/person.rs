//! A person at the screen, who finds things by their visible words, acts, and sees.

mod act;
mod find;
mod see;
mod window;

pub use act::Hands;
use anyhow::Result;
use thirtyfour::prelude::*;

use crate::browser::{Browsers, Profile};
use crate::service::Service;

/// Someone with a browser of their own.
#[derive(Debug)]
pub struct Person<'a> {
    /// Their browser, for actions that have no method here.
    pub driver: WebDriver,
    /// Mouse or keyboard.
    pub hands: Hands,
    service: &'a Service,
}

/// Window width of a desktop computer, in CSS pixels.
pub const DESKTOP: u32 = 1280;
/// Window width of a small telephone, and of a desktop computer at 400 % zoom (WCAG 1.4.10).
pub const TELEPHONE: u32 = 320;

impl<'a> Person<'a> {
    /// Sits down at a new browser.
    pub async fn sits_down(service: &'a Service, browsers: &Browsers) -> Result<Self> {
        Self::looks_at(service, browsers, DESKTOP).await
    }

    /// Looks at a window of this width, in CSS pixels.
    pub async fn looks_at(service: &'a Service, browsers: &Browsers, width: u32) -> Result<Self> {
        Ok(Self { driver: browsers.open(width).await?, hands: Hands::Mouse, service })
    }

    /// Sits down at a new browser that refuses every cookie.
    pub async fn refuses_cookies(service: &'a Service, browsers: &Browsers) -> Result<Self> {
        Ok(Self { driver: browsers.open_without_cookies(DESKTOP).await?, hands: Hands::Mouse, service })
    }

    /// Sits down at another browser of the same service.
    pub async fn on_another_device(&self, browsers: &Browsers) -> Result<Person<'a>> {
        Person::sits_down(self.service, browsers).await
    }

    /// Sits down at a browser that was used before.
    pub async fn sits_down_again(service: &'a Service, browsers: &Browsers, profile: &Profile) -> Result<Self> {
        Ok(Self { driver: browsers.open_at(profile, DESKTOP).await?, hands: Hands::Mouse, service })
    }

    /// Closes the browser.
    pub async fn leaves(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}
