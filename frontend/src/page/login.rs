//! `/login` (N-050, N-021).

use leptos::prelude::*;
use nss_core::api::{Account, Login};

use crate::api::use_api;
use crate::component::{
    Actions, ErrorNotice, Form, Lead, Notice, PageLayout, SubmitButton, TextField, action_error, page_action, reactive,
};
use crate::draft::open::use_open_drafts;
use crate::draft::{TabMessage, tell_tabs};
use crate::paths;
use crate::state::login_return;
use crate::state::navigation::use_navigation;
use crate::state::session::use_session;

const INCOMPLETE: &str = "ログインIDとパスワードを入力してください。";
/// Stands under every error, and under every answer of the reissue, so that it tells nobody whether an ID exists (F004).
pub(super) const EXPIRY: &str = "仮ログインIDは発行から48時間で使えなくなります。過ぎた場合は仮アカウントの登録からやり直してください（同じE-mailアドレスで登録すると、入力した内容を引き継げます）。";

/// The login page.
#[component]
pub fn LoginPage() -> impl IntoView {
    let (api, session, navigation, drafts) = (use_api(), use_session(), use_navigation(), use_open_drafts());
    let (login_id, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let log_in = page_action(move || {
        let login = Login { login_id: login_id.get_untracked(), password: password.get_untracked() };
        async move {
            if login.login_id.trim().is_empty() || login.password.trim().is_empty() {
                return Err(INCOMPLETE.to_owned());
            }
            let opened = api.log_in(&login).await.map_err(|error| error.message())?;
            let next = after_login(login_return::take(), opened.account.as_ref());
            session.set(opened);
            navigation.replace(&next);
            // Saves the answers that were typed before the last session ended.
            if let Some(draft) = drafts.application.get_untracked() {
                draft.save_soon();
            }
            tell_tabs(TabMessage::Recheck);
            Ok(())
        }
    });
    let pending = log_in.pending();
    let submit = move || {
        if !pending.get_untracked() {
            log_in.dispatch(());
        }
    };
    let logged_in = Memo::new(move |_| {
        let account = session.account().filter(|_| !pending.get())?;
        Some((format!("{}様としてログインしています。", account.name), first_page(&account)))
    });
    view! {
        <PageLayout title="ログイン">
            <Lead>"E-mailで通知された仮ログインIDと仮パスワードを入力してください。"</Lead>
            <div>
                {reactive(move || {
                    logged_in.get().map(|(text, href)| {
                        view! {
                            <Notice variant="info" text=text>
                                <a href=href>"このまま続ける"</a>
                            </Notice>
                        }.into_any()
                    })
                })}
            </div>
            <ErrorNotice message=action_error(log_in) more=EXPIRY />
            <Form on_submit=submit>
                <TextField
                    id="login_id"
                    label="ログインID"
                    hint="数字7桁"
                    kind="text"
                    autocomplete="username"
                    value=login_id
                />
                <TextField
                    id="password"
                    label="パスワード"
                    hint="英大文字と数字8桁"
                    kind="password"
                    autocomplete="current-password"
                    value=password
                />
                <Actions>
                    <SubmitButton label="ログイン" pending=pending />
                </Actions>
            </Form>
            <ul>
                <li>
                    <a href="/terms">"ログインIDをお持ちでない方はこちら"</a>
                </li>
                <li>
                    <a href="/password">"パスワードがわからない方はこちら"</a>
                </li>
            </ul>
        </PageLayout>
    }
    .into_any()
}

/// The path after the login: the page that asked for the login, or the first page of the account. An offer to take
/// over an earlier draft comes first.
fn after_login(asked_from: Option<String>, account: Option<&Account>) -> String {
    let Some(account) = account else { return "/".to_owned() };
    let is_reachable =
        |path: &String| account.draft.is_some() || paths::is_of_menu(path) || paths::is_of_settings(path);
    let back = asked_from.filter(|path| account.sealed.is_none() && is_reachable(path));
    back.unwrap_or_else(|| first_page(account))
}

/// The guidance, or the menu once something is registered (C-010).
fn first_page(account: &Account) -> String {
    let path = if account.applications.is_empty() { "/apply/guidance" } else { paths::MENU };
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use nss_core::api::SealedDraft;

    use super::*;
    use crate::date_format::from_millis;

    fn account(draft: Option<&str>) -> Account {
        Account {
            login_id: "1234567".to_owned(),
            company: "会社".to_owned(),
            name: "山田".to_owned(),
            expires_at: None,
            draft: draft.map(str::to_owned),
            sealed: None,
            applications: Vec::new(),
            logged_in_at: from_millis(0),
            session_expires_at: from_millis(0),
        }
    }

    #[test]
    fn the_login_leads_back_to_the_page_that_asked_for_it() {
        let known = account(Some("d1"));
        assert_eq!(after_login(Some("/apply/office".to_owned()), Some(&known)), "/apply/office");
        assert_eq!(after_login(None, Some(&known)), "/apply/guidance");
    }

    #[test]
    fn an_earlier_draft_is_offered_before_the_page_that_asked_for_the_login() {
        let mut known = account(Some("d1"));
        known.sealed = Some(SealedDraft { id: "s1".to_owned(), saved_at: from_millis(0), pages: Vec::new() });
        assert_eq!(after_login(Some("/apply/office".to_owned()), Some(&known)), "/apply/guidance");
    }

    #[test]
    fn without_a_draft_only_a_registered_application_is_returned_to() {
        let known = account(None);
        assert_eq!(after_login(Some("/apply/office".to_owned()), Some(&known)), "/apply/guidance");
        assert_eq!(after_login(Some(paths::application("a1")), Some(&known)), "/menu/applications/a1");
    }
}
