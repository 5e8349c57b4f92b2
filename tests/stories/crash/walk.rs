//! One applicant's walk through its interruptions.

use anyhow::{Context, Result};
use thirtyfour::prelude::*;

use super::compare::{finds_everything, stored};
use super::cut::{Break, Cut, Scene};
use super::known::Known;
use super::step::{Planned, Step};

/// An applicant, their expected draft, and the interruptions so far.
pub(super) struct Applicant<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) known: Known,
    pub(super) draft: String,
    /// The interruptions without a loss.
    pub(super) survived: Vec<(Break, &'static str)>,
    /// The answers of the present page in order, each with its path.
    pub(super) given: Vec<(Step, String, String)>,
}

impl<'a> Applicant<'a> {
    /// Starts at the first page of the form.
    pub(super) async fn begins(scene: Scene<'a>, draft: String) -> Result<Self> {
        let first = stored(&scene.person, &draft).await?.context("a draft")?;
        Ok(Self { scene, known: Known::new(first), draft, survived: Vec::new(), given: Vec::new() })
    }

    /// Performs the steps of a plan, with their interruptions.
    pub(super) async fn walks(&mut self, plan: &[Planned]) -> Result<()> {
        for Planned { step, cuts } in plan {
            match *step {
                Step::Page(path, heading) => {
                    self.scene.person.is_on(heading).await?;
                    self.scene.path = format!("/apply/{path}");
                }
                Step::Type(label, text) => self.types(label, text, cuts).await?,
                Step::Postcode(label, code, city) => self.fills_address(label, code, city).await?,
                Step::Choose(label, choice) => self.chooses(label, choice, cuts).await?,
                Step::Add(words) => self.adds(words, cuts).await?,
                Step::Set(heading) => {
                    self.scene.person.presses("この内容で設定する").await?;
                    self.scene.person.is_on(heading).await?;
                    self.goes_up();
                }
                Step::AddAndRemove(words) => {
                    for cut in cuts {
                        self.adds_and_removes(words, *cut).await?;
                    }
                }
                Step::Attach(heading) => self.attaches(heading, cuts).await?,
                Step::Next(words) => self.scene.person.presses(words).await?,
            }
            match step {
                Step::Page(..) | Step::Add(_) | Step::Set(_) => self.given.clear(),
                given => self.gave(*given).await?,
            }
        }
        "/apply/confirm".clone_into(&mut self.scene.path);
        self.scene.person.is_on("申込内容 確認").await
    }

    /// Interrupts and recovers, with no action in between.
    pub(super) async fn survives(&mut self, cut: Cut, where_: &'static str) -> Result<()> {
        self.scene.breaks(cut).await?;
        self.recovers(Cut { blind: 0, ..cut }, where_).await
    }

    pub(super) async fn recovers(&mut self, cut: Cut, where_: &'static str) -> Result<()> {
        let what =
            format!("point {}: {:?} {where_} at {}: {cut:?}", self.survived.len() + 1, cut.what, self.scene.path);
        self.scene.mends(cut).await.with_context(|| what.clone())?;
        finds_everything(&self.scene.person, &self.draft, &mut self.known).await.with_context(|| what.clone())?;
        self.survived.push((cut.what, where_));
        println!("crash: survived {what}");
        Ok(())
    }

    pub(super) async fn path_of(&self, label: &str) -> Result<String> {
        let control = self.scene.person.field(label).await?;
        let name = if control.tag_name().await? == "fieldset" {
            control.query(By::Css("input")).first().await?.attr("name").await?
        } else {
            control.attr("id").await?
        };
        name.with_context(|| format!("「{label}」 has no path"))
    }
}
