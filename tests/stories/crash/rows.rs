//! Rows and files that are cut while they come and go.

use anyhow::{Context, Result, ensure};
use nss_core::application::FORM;
use nss_core::form::{RowId, Section};
use nss_tests::document::{Folder, pdf};

use super::cut::{Break, Cut};
use super::look::finds_everything;
use super::walk::Applicant;

impl Applicant<'_> {
    pub(super) async fn adds(&mut self, words: &str, cuts: &[Cut]) -> Result<()> {
        self.adds_row(words).await?;
        for cut in cuts {
            self.survives(*cut, "after a row was added").await?;
        }
        // The ids of the rows in it are learnt.
        finds_everything(&self.scene.person, &self.draft, &mut self.known).await
    }

    /// Presses, and is on the page of the new row.
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

    /// A row too many; the cut comes when it is there, or when it is gone again.
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

    /// From the page of a row to its list.
    pub(super) fn goes_up(&mut self) {
        if let Some((list, _)) = self.scene.path.rsplit_once('/') {
            self.scene.path = list.to_owned();
        }
    }

    /// What is cut on its way is attached whole or not at all, and once for each time that it was chosen.
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
        // What the server had whole before the cut is there, even if the page came back sooner.
        self.scene.person.reloads().await?;
        self.scene.person.sees("構成図 本社.pdf").await
    }
}
