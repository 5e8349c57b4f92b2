//! `/staff/setup`: a password of one's own, then the second factor. Later it changes the password.

use leptos::prelude::*;
use nss_core::api::{SecondFactor, SecondFactorCode, StaffPasswordChange};

use super::paths;
use super::session::use_member_session;
use crate::api::use_api;
use crate::component::{
    Actions, ErrorNotice, Form, Lead, PageLayout, SubmitButton, TextField, action_error, page_action, reactive,
};
use crate::state::navigation::use_navigation;
use crate::state::notifications::use_notifications;

/// The step that the member is at.
#[derive(Clone, PartialEq)]
enum Step {
    /// Nobody is logged in.
    LogIn,
    /// Password: the first one is to be replaced, or the present one is changed.
    Password(bool),
    /// The second factor.
    SecondFactor(SecondFactor),
}

/// The page of the set-up.
#[component]
pub fn SetupPage() -> impl IntoView {
    let (session, navigation) = (use_member_session(), use_navigation());
    let step = Memo::new(move |_| match session.member() {
        None => Step::LogIn,
        Some(member) => match member.second_factor {
            Some(factor) if !member.has_first_password => Step::SecondFactor(factor),
            _ => Step::Password(member.has_first_password),
        },
    });
    reactive(move || match step.get() {
        Step::LogIn => {
            navigation.replace(paths::LOGIN);
            ().into_any()
        }
        Step::Password(is_first) => view! { <PasswordForm is_first/> }.into_any(),
        Step::SecondFactor(factor) => view! { <SecondFactorForm factor/> }.into_any(),
    })
}

#[component]
fn PasswordForm(
    /// Whether the present password is the first one.
    is_first: bool,
) -> impl IntoView {
    let (api, session) = (use_api(), use_member_session());
    let (navigation, notifications) = (use_navigation(), use_notifications());
    let texts = || RwSignal::new(String::new());
    let (current, new, again) = (texts(), texts(), texts());
    let change = page_action(move || {
        let (is_repeated, change) = (
            new.get_untracked() == again.get_untracked(),
            StaffPasswordChange { current: current.get_untracked(), new: new.get_untracked() },
        );
        async move {
            if !is_repeated {
                return Err("新しいパスワードと、確認のために入力したパスワードが一致していません。".to_owned());
            }
            let opened = api.change_staff_password(&change).await.map_err(|error| error.message())?;
            session.set(opened);
            if !is_first {
                notifications.notify("パスワードを変更しました。ほかの画面のログインは終了しました。", None);
                navigation.go(paths::QUEUE);
            }
            Ok(())
        }
    });
    let submit = move || {
        if !change.pending().get_untracked() {
            change.dispatch(());
        }
    };
    view! {
        <PageLayout title="パスワード変更">
            {is_first.then(|| view! { <Lead>"初回パスワードを、ご自分のパスワードに変更してください。"</Lead> }.into_any())}
            <ErrorNotice message=action_error(change)/>
            <Form on_submit=submit>
                <TextField id="current" label="今のパスワード" hint="" kind="password" autocomplete="current-password" value=current/>
                <TextField id="new" label="新しいパスワード" hint="12文字以上" kind="password" autocomplete="new-password" value=new/>
                <TextField id="again" label="新しいパスワード（確認用）" hint="" kind="password" autocomplete="new-password" value=again/>
                <Actions>
                    <SubmitButton label="変更する" pending=change.pending()/>
                </Actions>
            </Form>
        </PageLayout>
    }
    .into_any()
}

#[component]
fn SecondFactorForm(
    /// The factor to confirm.
    factor: SecondFactor,
) -> impl IntoView {
    let (api, session, navigation) = (use_api(), use_member_session(), use_navigation());
    let code = RwSignal::new(String::new());
    let confirm = page_action(move || {
        let code = SecondFactorCode { code: code.get_untracked() };
        async move {
            let opened = api.confirm_second_factor(&code).await.map_err(|error| error.message())?;
            session.set(opened);
            navigation.replace(paths::QUEUE);
            Ok(())
        }
    });
    let submit = move || {
        if !confirm.pending().get_untracked() {
            confirm.dispatch(());
        }
    };
    view! {
        <PageLayout title="認証アプリの登録">
            <Lead>"認証アプリでQRコードを読み取り、表示された6桁の数字を入力してください。次回からログインに使います。"</Lead>
            <img class="app-qr" src="/api/staff/session/second-factor" alt="認証アプリに登録するQRコード"/>
            <p>
                "QRコードを読み取れない場合は、次のキーを登録してください："
                <code translate="no">{factor.secret}</code>
            </p>
            <ErrorNotice message=action_error(confirm)/>
            <Form on_submit=submit>
                <TextField id="code" label="確認コード" hint="認証アプリの6桁の数字" kind="text" autocomplete="one-time-code" value=code/>
                <Actions>
                    <SubmitButton label="登録する" pending=confirm.pending()/>
                </Actions>
            </Form>
        </PageLayout>
    }
    .into_any()
}
