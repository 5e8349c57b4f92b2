//! One applicant's walk, from cut to cut.

use anyhow::{Context, Result, ensure};
use nss_core::application::FORM;
use nss_core::form::{RowId, Section};
use nss_tests::document::{Folder, pdf};
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::prelude::*;

use super::cut::{Break, Cut, Scene};
use super::known::{Known, is_same};
use super::look::{finds_everything, stored};
use super::step::{Planned, Step};

/// An applicant, what they know, and what happened to them.
pub(super) struct Applicant<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) known: Known,
    pub(super) draft: String,
    /// Each cut that was survived.
    pub(super) survived: Vec<(Break, &'static str)>,
    /// What was given on the page at hand, in order, and where it stands.
    given: Vec<(Step, String, String)>,
}

impl<'a> Applicant<'a> {
    /// Begins at the first page of the form.
    pub(super) async fn begins(scene: Scene<'a>, draft: String) -> Result<Self> {
        let first = stored(&scene.person, &draft).await?.context("a draft")?;
        Ok(Self { scene, known: Known::new(first), draft, survived: Vec::new(), given: Vec::new() })
    }

    /// Does what is planned, and survives what is planned.
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

    /// A cut where nothing else is to be done meanwhile.
    async fn survives(&mut self, cut: Cut, where_: &'static str) -> Result<()> {
        self.scene.breaks(cut).await?;
        self.recovers(Cut { blind: 0, ..cut }, where_).await
    }

    async fn recovers(&mut self, cut: Cut, where_: &'static str) -> Result<()> {
        let what =
            format!("point {}: {:?} {where_} at {}: {cut:?}", self.survived.len() + 1, cut.what, self.scene.path);
        self.scene.mends(cut).await.with_context(|| what.clone())?;
        finds_everything(&self.scene.person, &self.draft, &mut self.known).await.with_context(|| what.clone())?;
        self.survived.push((cut.what, where_));
        println!("crash: survived {what}");
        Ok(())
    }

    /// Types all of it; where it is cut, key by key, one cut after the other.
    async fn types(&mut self, label: &'static str, text: &'static str, cuts: &[Cut]) -> Result<()> {
        let path = self.path_of(label).await?;
        let keys: Vec<char> = text.chars().collect();
        for (number, cut) in cuts.iter().enumerate() {
            let end = 1 + (keys.len() - 1) * (number + 1) / (cuts.len() + 1);
            if cut.blind == 3 && !text.is_ascii() {
                self.composes(label, &path, text, *cut).await?;
                continue;
            }
            let begun = self.begins_again(label, &path, &keys[..end]).await?;
            for end in begun..end {
                self.strikes(&path, &keys, end).await?;
            }
            self.scene.breaks(*cut).await?;
            // Nobody can type into a browser that is gone.
            let blind = if cut.what == Break::Browser { 0 } else { cut.blind.min(keys.len() - end) };
            for end in end..end + blind {
                self.strikes(&path, &keys, end).await?;
            }
            self.recovers(Cut { blind, ..*cut }, "in a word").await?;
        }
        if self.known.text(&path)? != text || cuts.is_empty() {
            self.scene.person.types(label, text).await?;
            self.known.types(&path, text)?;
        }
        Ok(())
    }

    /// Strikes the key at this place of the text.
    async fn strikes(&mut self, path: &str, keys: &[char], place: usize) -> Result<()> {
        self.scene.person.strikes(keys[place].to_string()).await?;
        self.known.types(path, &keys[..=place].iter().collect::<String>())
    }

    /// Stands behind what was typed so far, or begins anew where it was tidied meanwhile: how many keys are struck already.
    async fn begins_again(&mut self, label: &str, path: &str, wanted: &[char]) -> Result<usize> {
        let standing = self.known.text(path)?;
        let typed: Vec<char> = standing.chars().collect();
        if !typed.is_empty() && wanted.starts_with(&typed) {
            let control = self.scene.person.field(label).await?;
            control.send_keys(Key::End + "").await?;
            return Ok(typed.len());
        }
        self.scene.person.keys(label, "").await?;
        self.known.types(path, "")?;
        Ok(0)
    }

    /// A composition that is not yet finished; it is given up, and what stood in the control is typed over.
    async fn composes(&mut self, label: &str, path: &str, text: &str, cut: Cut) -> Result<()> {
        let control = self.scene.person.field(label).await?;
        control.send_keys(Key::Control + "a").await?;
        control.send_keys(Key::Delete + "").await?;
        self.known.types(path, "")?;
        let tools = ChromeDevTools::new(self.scene.person.driver.handle.clone());
        let reading: String = text.chars().take(4).collect();
        for end in 1..=reading.chars().count() {
            let text: String = reading.chars().take(end).collect();
            let composing = serde_json::json!({ "text": text, "selectionStart": end, "selectionEnd": end });
            tools.execute_cdp_with_params("Input.imeSetComposition", composing).await?;
            self.known.types(path, &text)?;
        }
        ensure!(control.prop("value").await?.as_deref() == Some(&*reading), "the composition is in the control");
        self.scene.breaks(cut).await?;
        self.recovers(Cut { reloads: true, blind: 0, ..cut }, "in a composition").await
    }

    async fn fills_address(&mut self, label: &str, code: &str, city: &str) -> Result<()> {
        let path = self.path_of(label).await?;
        let person = &self.scene.person;
        person.types(label, code).await?;
        let city_at = self.path_of(&label.replace("郵便番号", "市区町村")).await?;
        person.sees_value(&label.replace("郵便番号", "市区町村"), city).await?;
        self.known.types(&path, code)?;
        // Prefecture, municipality and the rest came with it, and the person has read them.
        let section = self.known.at(&city_at)?.field.section();
        for field in section.fields {
            let at = nss_core::form::At::once(field);
            let script = "const control = document.getElementById(arguments[0]);
                return !control || control.type === 'radio' ? '' : control.value";
            let shown: String = self.scene.person.driver.execute(script, vec![at.path().into()]).await?.convert()?;
            if self.known.text(&at.path())?.is_empty() && !shown.is_empty() {
                self.known.types(&at.path(), &shown)?;
            }
        }
        Ok(())
    }

    async fn chooses(&mut self, label: &'static str, choice: &'static str, cuts: &[Cut]) -> Result<()> {
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

    /// Takes a choice; whether that took other answers back.
    async fn takes(&mut self, label: &str, path: &str, choice: &str) -> Result<bool> {
        self.scene.person.ticks_or_chooses(label, choice).await?;
        self.known.chooses(path, choice)
    }

    /// What was given on this page and was taken back is given again.
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

    /// Remembers what was given.
    async fn gave(&mut self, step: Step) -> Result<()> {
        if let Step::Type(label, _) | Step::Choose(label, _) = step {
            let path = self.path_of(label).await?;
            let text = self.known.text(&path)?;
            self.given.push((step, path, text));
        }
        Ok(())
    }

    async fn adds(&mut self, words: &str, cuts: &[Cut]) -> Result<()> {
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
    async fn adds_and_removes(&mut self, words: &str, cut: Cut) -> Result<()> {
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
    fn goes_up(&mut self) {
        if let Some((list, _)) = self.scene.path.rsplit_once('/') {
            self.scene.path = list.to_owned();
        }
    }

    /// What is cut on its way is attached whole or not at all, and once for each time that it was chosen.
    async fn attaches(&mut self, heading: &str, cuts: &[Cut]) -> Result<()> {
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

    async fn path_of(&self, label: &str) -> Result<String> {
        let control = self.scene.person.field(label).await?;
        let name = if control.tag_name().await? == "fieldset" {
            control.query(By::Css("input")).first().await?.attr("name").await?
        } else {
            control.attr("id").await?
        };
        name.with_context(|| format!("「{label}」 has no path"))
    }
}
