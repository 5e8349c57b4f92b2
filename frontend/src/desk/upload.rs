//! Files on their way to the server: one at a time, whatever page is open; what failed waits to be sent again.

use std::cell::RefCell;

use nss_core::api::ProblemKind;
use nss_core::file::{self, refusal};
use nss_core::form::{Flaw, RowId, Rows, Section, fault};
use nss_core::value::file_name;
use web_sys::{File, XmlHttpRequest};

use super::Desk;
use crate::api::{self, Reply, Trouble};
use crate::dom;
use crate::signal::untrack;

/// Where a chosen file stands.
#[derive(Clone, PartialEq)]
pub(crate) enum Stage {
    /// Another one is being sent.
    Waiting,
    /// It is being sent, or the server looks at it.
    Sending,
    /// It did not get through, and can be sent again; why.
    Failed(String),
    /// It cannot be attached; why, and what to do.
    Refused(String),
}

/// A file that was chosen, and is not attached yet.
#[derive(Clone, PartialEq)]
pub(crate) struct Upload {
    /// The list that it is for.
    pub(crate) list: &'static Section,
    /// Its row there.
    pub(crate) row: RowId,
    /// Its name.
    pub(crate) name: String,
    /// Its size in bytes.
    pub(crate) size: u32,
    /// Where it stands.
    pub(crate) stage: Stage,
}

thread_local! {
    /// What the browser holds of each: the file, and the request that sends it.
    static HELD: RefCell<Vec<(RowId, File, Option<XmlHttpRequest>)>> = const { RefCell::new(Vec::new()) };
}

impl Desk {
    /// Files were chosen for a list: what can be refused now is; the others are sent.
    pub(crate) fn attach(self, list: &'static Section, files: Vec<File>) {
        let mut said = "ファイルを送信しています。".to_owned();
        for file in files {
            let upload = self.chosen(list, &file);
            if let Stage::Refused(words) = &upload.stage {
                said.clone_from(words);
            }
            HELD.with_borrow_mut(|held| held.push((upload.row, file, None)));
            self.uploads.update(|all| all.push(upload));
        }
        self.here.say(said);
        self.send_next();
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0")]
    fn chosen(self, list: &'static Section, file: &File) -> Upload {
        let name = file_name::normalise(&file.name()).into_owned();
        let size = file.size() as u64;
        let flaw = if untrack(|| self.room(list)) == 0 { Some(full(list)) } else { file::before(&name, size) };
        let stage = match (flaw, list.fields.first()) {
            (Some(flaw), Some(field)) => Stage::Refused(fault::sentence(field, &flaw)),
            _ => Stage::Waiting,
        };
        Upload { list, row: RowId::from_random(dom::random()), name, size: size as u32, stage }
    }

    /// How many more files a list takes; what is on its way counts.
    pub(crate) fn room(self, list: &'static Section) -> usize {
        let Rows::Many { most, .. } = list.rows else { return 0 };
        let rows = self.row_ids(list, None);
        let coming = self.uploads.with(|all| {
            let counts = |upload: &&Upload| {
                *upload.list == *list && !rows.contains(&upload.row) && !matches!(upload.stage, Stage::Refused(_))
            };
            all.iter().filter(counts).count()
        });
        usize::from(most).saturating_sub(rows.len() + coming)
    }

    /// Whether a file is still to come.
    pub(crate) fn is_sending(self) -> bool {
        self.find(None, &Stage::Sending).or_else(|| self.find(None, &Stage::Waiting)).is_some()
    }

    /// 「もう一度送る」.
    pub(crate) fn send_again(self, row: RowId) {
        self.becomes(row, Stage::Waiting);
        self.send_next();
    }

    /// 「中止」, 「閉じる」: it is no longer in the list. What the server has whole cannot be stopped: its row is removed when
    /// the answer comes.
    pub(crate) fn give_up(self, row: RowId) {
        let is_sending = self.find(Some(row), &Stage::Sending).is_some();
        let is_through = is_sending && self.sent.get_untracked() == 100;
        if is_sending {
            self.here.say("送信を中止しました。");
        }
        self.forget_upload(row);
        if !is_through {
            let request = HELD.with_borrow(|held| held.iter().find(|held| held.0 == row)?.2.clone());
            let _ = request.map(|request| request.abort());
            let_go(row);
        }
        self.send_next();
    }

    /// The file of this row, or the first one, that stands so.
    fn find(self, row: Option<RowId>, stage: &Stage) -> Option<Upload> {
        self.uploads.with_untracked(|all| {
            all.iter().find(|upload| upload.stage == *stage && row.is_none_or(|row| row == upload.row)).cloned()
        })
    }

    fn becomes(self, row: RowId, stage: Stage) {
        self.uploads.update(|all| {
            if let Some(upload) = all.iter_mut().find(|upload| upload.row == row) {
                upload.stage = stage;
            }
        });
    }

    fn forget_upload(self, row: RowId) {
        self.uploads.update(|all| all.retain(|upload| upload.row != row));
    }

    /// Sends the first file that waits, if none is being sent.
    fn send_next(self) {
        if self.find(None, &Stage::Sending).is_some() {
            return;
        }
        let Some(upload) = self.find(None, &Stage::Waiting) else { return };
        self.sent.set(0);
        self.becomes(upload.row, Stage::Sending);
        let url = format!("{}/{}/{}", self.files(), upload.list.key, upload.row);
        let (row, name) = (upload.row, upload.name.clone());
        HELD.with_borrow_mut(|held| {
            let Some((_, file, request)) = held.iter_mut().find(|held| held.0 == row) else { return };
            let sent = Box::new(move |per_cent| self.sent.set(per_cent));
            let over = Box::new(move |reply| self.arrived(&upload, reply));
            *request = api::upload::upload(self.here.clock, &url, &name, file, sent, over);
        });
    }

    /// The server has answered.
    fn arrived(self, upload: &Upload, reply: Reply<u32>) {
        let is_wanted = self.find(Some(upload.row), &Stage::Sending).is_some();
        match reply {
            Ok(revision) => {
                self.attached(upload, revision);
                self.forget_upload(upload.row);
                let_go(upload.row);
                if is_wanted {
                    self.here.say(format!("「{}」を添付しました。", upload.name));
                } else {
                    self.edit(|draft| drop(draft.remove_row(upload.list, None, upload.row)));
                }
            }
            Err(trouble) if is_wanted => {
                let (is_final, words) = not_attached(&trouble);
                self.here.say(words.clone());
                self.becomes(upload.row, if is_final { Stage::Refused(words) } else { Stage::Failed(words) });
            }
            Err(_) => let_go(upload.row),
        }
        self.send_next();
    }
}

fn let_go(row: RowId) {
    HELD.with_borrow_mut(|held| held.retain(|held| held.0 != row));
}

fn full(list: &'static Section) -> Flaw {
    let most = if let Rows::Many { most, .. } = list.rows { most } else { 1 };
    Flaw::new(&refusal::LIST_FULL).with("list", list.title).with("most", most.to_string())
}

/// Whether to send it again is useless, and what to do. What was found in the file says what to do with it; all else may go
/// better the next time.
fn not_attached(trouble: &Trouble) -> (bool, String) {
    if let Trouble::Refused(problem, _) = trouble
        && let Some(fault) = problem.faults.first()
    {
        return (true, fault.message.clone());
    }
    let kind = trouble.kind();
    let is_final = kind == Some(ProblemKind::FileDiffers) || kind == Some(ProblemKind::DraftLocked);
    (is_final, trouble.words())
}
