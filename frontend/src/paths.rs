//! Every URL of the page that depends on a form: a page, a place in it, its conflicts.

use nss_core::form::{Form, Page, Place};

/// The first page of the menu's program; the server sends that program for this path and all below it.
pub const MENU: &str = "/menu";
/// The first page of the program of システム設定申込.
pub const SETTINGS: &str = "/settings";
/// The first page of the program of 変更申込.
pub const CHANGE: &str = "/change";
/// 契約内容確認.
pub const CONTRACT: &str = "/menu/contract";
/// 請求内容参照.
pub const BILLS: &str = "/menu/bills";
/// Query of the receipt after 修正して送る.
pub const RESENT: &str = "?resent";
/// Query of a page that was opened from the confirm page: 次へ leads back there (F024).
pub const FROM_CONFIRM: &str = "?from=confirm";
/// Paths below `/apply` that an account without a draft may open: the guidance, and the receipt after 登録.
const WITHOUT_DRAFT: [&str; 2] = ["/apply/guidance", "/apply/done"];
/// Id of the list of conflicts on a page.
pub const CONFLICTS_ID: &str = "conflicts";

/// The path of a page of a form.
pub fn page(form: &Form, page: &Page) -> String {
    of_form(form, page.path)
}

/// The path of a page beside those of a form: its `tasks`, `confirm`, `done`.
pub fn of_form(form: &Form, name: &str) -> String {
    let program = match form.name {
        "new" => "/apply",
        "change" => CHANGE,
        // Those of other forms stand beside the entrance.
        _ => "",
    };
    format!("{program}/{name}")
}

/// The URL at which a place can be answered; `query` (`?…` or empty) stands in it.
pub fn place(form: &'static Form, place: &Place, query: &str) -> String {
    let path = form.page_at(place).map(|on| page(form, on)).unwrap_or_default();
    let row = match place {
        // A list without a row around it stands on its page.
        Place::List(section, None) if section.outer.is_none() => None,
        _ if place.section().is_inline && place.section().outer.is_none() => None,
        _ => place.rows().0,
    };
    let row = row.map(|row| format!("/{row}")).unwrap_or_default();
    format!("{path}{row}{query}#{}", place.path())
}

/// The URL at which the conflicts of a page are decided.
pub fn conflicts(form: &Form, on: &Page) -> String {
    format!("{}#{CONFLICTS_ID}", page(form, on))
}

/// The URL of a registered application.
pub fn application(id: &str) -> String {
    format!("{MENU}/applications/{id}")
}

/// The URL of its ID通知内容.
pub fn credentials(id: &str) -> String {
    format!("{}/credentials", application(id))
}

/// Whether a path is a page of the menu's program.
pub fn is_of_menu(path: &str) -> bool {
    is_below(MENU, path)
}

/// Whether a path is a page of the program of システム設定申込.
pub fn is_of_settings(path: &str) -> bool {
    is_below(SETTINGS, path)
}

/// Whether a path is a page of the program of 変更申込.
pub fn is_of_change(path: &str) -> bool {
    is_below(CHANGE, path)
}

fn is_below(program: &str, path: &str) -> bool {
    path.strip_prefix(program).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a path is a page of the account's draft.
pub fn needs_draft(path: &str) -> bool {
    path.starts_with("/apply/") && !WITHOUT_DRAFT.contains(&path)
}
