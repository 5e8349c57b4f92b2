//! Interrupted choices, and the answers that a choice withdraws.

use anyhow::Result;

use super::cut::Cut;
use super::known::is_same;
use super::step::Step;
use super::walk::Applicant;

impl Applicant<'_> {
    pub(super) async fn chooses(&mut self, label: &'static str, choice: &'static str, cuts: &[Cut]) -> Result<()> {
        let path = self.path_of(label).await?;
        for cut in cuts {
            match self.known.other_choice(&path, choice, cut.after.subsec_millis() as usize)? {
                Some(other) if cut.blind > 1 => {
                    let where_ = if self.takes(label, &path, other).await? {
                        "after a choice that took others back"
                    } else {
                        "after a choice"
                    };
                    self.survives(*cut, where_).await?;
                }
                _ => {
                    self.takes(label, &path, choice).await?;
                    self.survives(*cut, "after a choice").await?;
                }
            }
        }
        self.takes(label, &path, choice).await?;
        self.gives_again().await
    }

    /// Takes a choice. Returns whether it withdrew other answers.
    async fn takes(&mut self, label: &str, path: &str, choice: &str) -> Result<bool> {
        self.scene.person.ticks_or_chooses(label, choice).await?;
        self.known.chooses(path, choice)
    }

    /// Answers the withdrawn questions of this page again.
    async fn gives_again(&mut self) -> Result<()> {
        for (step, path, text) in self.given.clone() {
            let at = self.known.at(&path)?;
            if is_same(at, &text, self.known.draft.get(at)) {
                continue;
            }
            match step {
                Step::Type(label, text) => {
                    self.scene.person.types(label, text).await?;
                    self.known.types(&path, text)?;
                }
                Step::Choose(label, choice) => drop(self.takes(label, &path, choice).await?),
                _ => {}
            }
        }
        Ok(())
    }

    /// Remembers an answer of this page.
    pub(super) async fn gave(&mut self, step: Step) -> Result<()> {
        if let Step::Type(label, _) | Step::Choose(label, _) = step {
            let path = self.path_of(label).await?;
            let text = self.known.text(&path)?;
            self.given.push((step, path, text));
        }
        Ok(())
    }
}
