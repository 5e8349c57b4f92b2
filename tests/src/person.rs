//! A person at the screen: finds things by what is written on them, acts, and sees.

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
    /// Their browser, for what the words here do not cover.
    pub driver: WebDriver,
    /// What they work with.
    pub hands: Hands,
    service: &'a Service,
}

/// Width of the window of a desk, in CSS pixels.
pub const DESK: u32 = 1280;
/// Width of a small telephone, and of a desk at 400 % (WCAG 1.4.10).
pub const TELEPHONE: u32 = 320;

impl<'a> Person<'a> {
    /// Sits down at a fresh browser.
    pub async fn sits_down(service: &'a Service, browsers: &Browsers) -> Result<Self> {
        Self::looks_at(service, browsers, DESK).await
    }

    /// Looks at a window of this width, in CSS pixels.
    pub async fn looks_at(service: &'a Service, browsers: &Browsers, width: u32) -> Result<Self> {
        Ok(Self { driver: browsers.open(width).await?, hands: Hands::Mouse, service })
    }

    /// Sits down at another browser of the same service.
    pub async fn on_another_device(&self, browsers: &Browsers) -> Result<Person<'a>> {
        Person::sits_down(self.service, browsers).await
    }

    /// Sits down at a browser that was used before.
    pub async fn sits_down_again(service: &'a Service, browsers: &Browsers, profile: &Profile) -> Result<Self> {
        Ok(Self { driver: browsers.open_at(profile, DESK).await?, hands: Hands::Mouse, service })
    }

    /// Closes the browser.
    pub async fn leaves(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}
