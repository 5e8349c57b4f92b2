//! The queue of files that are sent to the server: one at a time, whatever page is open; a failed one can be sent again.

use std::cell::RefCell;

use leptos::prelude::*;
use nss_core::api::ProblemKind;
use nss_core::file::{self, refusal};
use nss_core::form::{RowId, Rows, Section, Violation};
use nss_core::value::file_name;
use web_sys::{File, XmlHttpRequest};

use super::DraftStore;
use super::rows::new_id;
use crate::api::{self, ApiError};

/// The stage of a chosen file.
#[derive(Clone, Debug, PartialEq)]
pub enum UploadStage {
    /// Another file is being sent.
    Waiting,
    /// It is being sent, or the server reads it.
    Sending,
    /// It did not get through and can be sent again; the reason.
    Failed(String),
    /// It cannot be attached; the reason, and what to do.
    Refused(String),
}

/// A chosen file that is not attached yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// The list that it is for.
    pub list: &'static Section,
    /// Its row there.
    pub row: RowId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// Its stage.
    pub stage: UploadStage,
}

thread_local! {
    /// The browser's file behind each upload, and the request that sends it.
    static HELD: RefCell<Vec<(RowId, File, Option<XmlHttpRequest>)>> = const { RefCell::new(Vec::new()) };
}

impl DraftStore {
    /// Takes files that were chosen for a list: refuses those that cannot be attached, and sends the others.
    pub fn attach_files(self, list: &'static Section, files: Vec<File>) {
        let mut text = "ファイルを送信しています。".to_owned();
        for file in files {
            let upload = self.new_upload(list, &file);
            if let UploadStage::Refused(reason) = &upload.stage {
                text.clone_from(reason);
            }
            HELD.with_borrow_mut(|held| held.push((upload.row, file, None)));
            self.uploads.update(|all| all.push(upload));
        }
        self.notifications.announce(text);
        self.send_next();
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0")]
    fn new_upload(self, list: &'static Section, file: &File) -> Upload {
        let name = file_name::normalise(&file.name()).into_owned();
        let size = file.size() as u64;
        let violation = if untrack(|| self.room(list)) == 0 { Some(full(list)) } else { file::before(&name, size) };
        let stage = match (violation, list.fields.first()) {
            (Some(violation), Some(field)) => UploadStage::Refused(violation.sentence(field.label)),
            _ => UploadStage::Waiting,
        };
        Upload { list, row: new_id(), name, size: size as u32, stage }
    }

    /// The number of files that a list still takes; uploads count as files.
    pub fn room(self, list: &'static Section) -> usize {
        let Rows::Many { most, .. } = list.rows else { return 0 };
        let rows = self.row_ids(list, None);
        let coming = self.uploads.with(|all| {
            let counts = |upload: &&Upload| {
                *upload.list == *list && !rows.contains(&upload.row) && !matches!(upload.stage, UploadStage::Refused(_))
            };
            all.iter().filter(counts).count()
        });
        usize::from(most).saturating_sub(rows.len() + coming)
    }

    /// Whether an upload waits or is being sent.
    pub fn is_uploading(self) -> bool {
        self.find_upload(None, &UploadStage::Sending)
            .or_else(|| self.find_upload(None, &UploadStage::Waiting))
            .is_some()
    }

    /// 「もう一度送る」.
    pub fn retry_upload(self, row: RowId) {
        self.set_stage(row, UploadStage::Waiting);
        self.send_next();
    }

    /// 「中止」, 「閉じる」: takes the upload out of the list. A file that the server has whole cannot be stopped: its row is
    /// removed when the reply comes.
    pub fn cancel_upload(self, row: RowId) {
        let is_sending = self.find_upload(Some(row), &UploadStage::Sending).is_some();
        let is_sent = is_sending && self.upload_percent.get_untracked() == 100;
        if is_sending {
            self.notifications.announce("送信を中止しました。");
        }
        self.forget_upload(row);
        if !is_sent {
            let request = HELD.with_borrow(|held| held.iter().find(|held| held.0 == row)?.2.clone());
            let _ = request.map(|request| request.abort());
            release(row);
        }
        self.send_next();
    }

    /// The upload of this row, or the first one, at this stage.
    fn find_upload(self, row: Option<RowId>, stage: &UploadStage) -> Option<Upload> {
        self.uploads.with_untracked(|all| {
            all.iter().find(|upload| upload.stage == *stage && row.is_none_or(|row| row == upload.row)).cloned()
        })
    }

    fn set_stage(self, row: RowId, stage: UploadStage) {
        self.uploads.update(|all| {
            if let Some(upload) = all.iter_mut().find(|upload| upload.row == row) {
                upload.stage = stage;
            }
        });
    }

    fn forget_upload(self, row: RowId) {
        self.uploads.update(|all| all.retain(|upload| upload.row != row));
    }

    /// Sends the first waiting file, if none is being sent.
    fn send_next(self) {
        if self.find_upload(None, &UploadStage::Sending).is_some() {
            return;
        }
        let Some(upload) = self.find_upload(None, &UploadStage::Waiting) else { return };
        self.upload_percent.set(0);
        self.set_stage(upload.row, UploadStage::Sending);
        let url = format!("{}/{}/{}", self.files_url(), upload.list.key, upload.row);
        let (row, name) = (upload.row, upload.name.clone());
        HELD.with_borrow_mut(|held| {
            let Some((_, file, request)) = held.iter_mut().find(|held| held.0 == row) else { return };
            let on_progress = move |per_cent| self.upload_percent.set(per_cent);
            let on_end = move |reply| self.end_upload(&upload, reply);
            *request = api::upload::upload(self.clock, &url, &name, file, on_progress, on_end);
        });
    }

    /// Takes the server's reply.
    fn end_upload(self, upload: &Upload, reply: Result<u32, ApiError>) {
        let is_wanted = self.find_upload(Some(upload.row), &UploadStage::Sending).is_some();
        match reply {
            Ok(revision) => {
                self.add_attached_file(upload, revision);
                self.forget_upload(upload.row);
                release(upload.row);
                if is_wanted {
                    self.notifications.announce(format!("「{}」を添付しました。", upload.name));
                } else {
                    self.drop_row(upload.list, upload.row);
                }
            }
            Err(error) if is_wanted => {
                let stage = self.stage_after(&error);
                if let UploadStage::Failed(reason) | UploadStage::Refused(reason) = &stage {
                    self.notifications.announce(reason);
                }
                self.set_stage(upload.row, stage);
            }
            Err(_) => release(upload.row),
        }
        self.send_next();
    }

    /// The stage after an error. A fault of the file itself, a file that was changed, another file in its row, a locked draft and
    /// the end of the 48 hours are final; every other error may go better the next time.
    fn stage_after(self, error: &ApiError) -> UploadStage {
        if let ApiError::Refused { problem, .. } = error
            && let Some(fault) = problem.faults.first()
        {
            return UploadStage::Refused(fault.message.clone());
        }
        let words = self.session.words(error);
        let is_final = matches!(error.kind(), Some(ProblemKind::FileDiffers | ProblemKind::DraftLocked));
        if is_final || *error == ApiError::FileChanged || words != error.message() {
            UploadStage::Refused(words)
        } else {
            UploadStage::Failed(words)
        }
    }
}

/// Lets the browser's file go.
fn release(row: RowId) {
    HELD.with_borrow_mut(|held| held.retain(|held| held.0 != row));
}

fn full(list: &'static Section) -> Violation {
    let most = if let Rows::Many { most, .. } = list.rows { most } else { 1 };
    Violation::new(&refusal::LIST_FULL).with("list", list.title).with("most", most.to_string())
}
