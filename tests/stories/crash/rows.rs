//! Interruptions while rows and files are added and removed.

use anyhow::{Context, Result, ensure};
use nss_core::application::FORM;
use nss_core::form::{RowId, Section};
use nss_tests::document::{Folder, pdf};

use super::compare::finds_everything;
use super::cut::{Break, Cut};
use super::walk::Applicant;

impl Applicant<'_> {
    pub(super) async fn adds(&mut self, words: &str, cuts: &[Cut]) -> Result<()> {
        self.adds_row(words).await?;
        for cut in cuts {
            self.survives(*cut, "after a row was added").await?;
        }
        // Learns the ids of the inner rows.
        finds_everything(&self.scene.person, &self.draft, &mut self.known).await
    }

    /// Presses the button, and waits for the page of the new row.
    async fn adds_row(&mut self, words: &str) -> Result<&'static Section> {
        self.scene.person.presses(words).await?;
        let path: String = self.scene.person.driver.execute("return location.pathname", vec![]).await?.convert()?;
        let id = path.rsplit('/').next().and_then(|id| id.parse::<RowId>().ok()).context("the page of a row")?;
        let page = FORM.pages.iter().find(|page| self.scene.path.ends_with(page.path)).context("a page")?;
        let section = page.sections.iter().find(|section| section.is_list() && !section.is_inline).context("a list")?;
        self.known.adds(section, id);
        self.scene.path = path;
        Ok(section)
    }

    /// Adds and removes a row; the interruption comes after the first or the second.
    pub(super) async fn adds_and_removes(&mut self, words: &str, cut: Cut) -> Result<()> {
        let section = self.adds_row(words).await?;
        if cut.reloads {
            self.survives(cut, "after a row was added").await?;
        }
        self.scene.person.presses("入力の途中で一覧に戻る").await?;
        self.goes_up();
        let script = "const all = [...document.querySelectorAll('button')].filter(button => button.textContent.trim() === '削除');
            all.at(-1)?.click(); return all.length";
        self.scene.person.button(words).await?;
        let buttons: usize = self.scene.person.driver.execute(script, vec![]).await?.convert()?;
        ensure!(buttons == 2, "{buttons} rows, not 2");
        self.known.removes_last(section);
        if !cut.reloads {
            self.survives(cut, "after a row was removed").await?;
        }
        Ok(())
    }

    /// Changes the present path from a row to its list.
    pub(super) fn goes_up(&mut self) {
        if let Some((list, _)) = self.scene.path.rsplit_once('/') {
            self.scene.path = list.to_owned();
        }
    }

    /// Attaches a file. An interrupted upload must be attached completely or not at all, and once for each time it was chosen.
    pub(super) async fn attaches(&mut self, heading: &str, cuts: &[Cut]) -> Result<()> {
        let folder = Folder::new()?;
        let file = folder.file("構成図 本社.pdf", &pdf(600_000))?;
        for cut in cuts.iter().take(2) {
            self.scene.person.has_network(true, Some(300_000)).await?;
            self.scene.person.chooses_files(heading, &[&file]).await?;
            self.known.files_chosen += 1;
            self.scene.breaks(*cut).await?;
            self.scene.person.has_network(cut.what != Break::Network, None).await.ok();
            self.recovers(Cut { reloads: true, blind: 0, ..*cut }, "in an upload").await?;
        }
        if self.known.files() == 0 {
            self.known.files_chosen += 1;
            self.scene.person.attaches(heading, &file).await?;
        }
        finds_everything(&self.scene.person, &self.draft, &mut self.known).await?;
        // A file that reached the server completely before the interruption is attached, even if the page recovered sooner.
        self.scene.person.reloads().await?;
        self.scene.person.sees("構成図 本社.pdf").await
    }
}
