//! Progress of a page.

use super::{Draft, Fault, Page, is_missing};

/// The progress of a page, as the task list shows it (F017).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 未着手.
    NotStarted,
    /// 入力中: answers are missing.
    InProgress,
    /// 確認が必要: a given answer blocks.
    NeedsCheck,
    /// 任意: no answer is given, and none is needed.
    Optional,
    /// 完了.
    Complete,
}

impl Status {
    /// Its label on the page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "未着手",
            Self::InProgress => "入力中",
            Self::NeedsCheck => "確認が必要",
            Self::Optional => "任意",
            Self::Complete => "完了",
        }
    }
}

/// The faults that show on a page.
pub fn faults_on<'a>(draft: &Draft, page: &'static Page, faults: &'a [Fault]) -> impl Iterator<Item = &'a Fault> {
    let form = draft.form();
    faults.iter().filter(move |fault| form.page_at(&fault.place).is_some_and(|on| std::ptr::eq(on, page)))
}

/// The progress of a page, given all faults of the draft.
pub fn status(draft: &Draft, page: &'static Page, faults: &[Fault]) -> Status {
    let mut blocking = faults_on(draft, page, faults).filter(|fault| fault.blocks()).peekable();
    let untouched = |section: &&'static super::Section| draft.rows(section).iter().all(|row| row.is_untouched(section));
    match (page.sections.iter().all(untouched), blocking.peek().is_none()) {
        (true, true) => return Status::Optional,
        (true, false) => return Status::NotStarted,
        (false, true) => return Status::Complete,
        (false, false) => {}
    }
    if blocking.all(is_missing) { Status::InProgress } else { Status::NeedsCheck }
}

/// The faults that block 登録, by page, in the order of the form. Empty exactly if the draft can be submitted (M6).
pub fn missing(draft: &Draft, faults: &[Fault]) -> Vec<(&'static Page, Vec<Fault>)> {
    let pages = draft.form().pages.iter();
    let by_page =
        pages.map(|page| (*page, faults_on(draft, page, faults).filter(|fault| fault.blocks()).cloned().collect()));
    by_page.filter(|(_, faults): &(_, Vec<Fault>)| !faults.is_empty()).collect()
}
