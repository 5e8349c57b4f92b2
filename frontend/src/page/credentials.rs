//! `/menu/applications/{id}/credentials`: ID通知内容 (N-260 … N-269), as a page and as a printed sheet.

pub mod reissue;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::api::CredentialNotice;

use crate::api::use_api;
use crate::component::{Actions, Button, DownloadLink, Fetched, Notice, PageLayout, reactive};
use crate::date_format;
use crate::paths;
use reissue::Reissue;

/// Stands for a password that the applicant replaced by one of their own.
const REPLACED: &str = "変更済み";
/// Stands for a password outside its window (V-20).
const CLOSED: &str = "参照期間外";

/// The codes and passwords of the contract.
#[component]
pub fn CredentialsPage() -> impl IntoView {
    let (api, params) = (use_api(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let notice = LocalResource::new(move || {
        let id = id.get();
        async move { api.credential_notice(&id).await.map(|notice| (id, notice)) }
    });
    view! {
        <PageLayout title="ID通知内容">
            <nav class="app-breadcrumb app-no-print" aria-label="現在の位置">
                <a href="/menu/applications">"申込情報一覧"</a>
                " ＞ "
                {reactive(move || view! { <a href=paths::application(&id.get())>"利用申込詳細"</a> }.into_any())}
                " ＞ ID通知内容"
            </nav>
            <Fetched
                resource=notice
                draw=|(id, notice)| view! { <CredentialSheet application=id notice=notice /> }.into_any()
            />
        </PageLayout>
    }
    .into_any()
}

/// The sheet: what N-260 … N-263 show, in their order, and the ways to keep it.
#[component]
pub fn CredentialSheet(
    /// The application.
    application: String,
    /// Its notice.
    notice: CredentialNotice,
) -> impl IntoView {
    let CredentialNotice { number, office, users, lines, terminals, is_readable, explanation, .. } = notice;
    let password =
        |password: Option<String>| password.unwrap_or_else(|| if is_readable { REPLACED } else { CLOSED }.to_owned());
    let facts = [
        ("申込受付番号", number),
        ("事業所パスワード", password(office.password)),
        ("事業所コード", office.code),
        ("企業略称", office.abbreviation),
        ("請求先コード", office.billing_code),
        ("システム区分", office.system),
        ("利用開始日", office.starts_on),
        ("管轄税関", office.customs),
    ];
    let fact = |(name, text)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd translate="no">{text}</dd>
            </div>
        }
        .into_any()
    };
    let users = users.into_iter().map(|user| [user.trades, user.mode, user.code, user.number, password(user.password)]);
    let lines = lines
        .into_iter()
        .map(|line| [line.access, line.number, line.system, line.method, line.redundancy, line.ip, line.dns]);
    let terminals = terminals.into_iter().map(|row| [row.line, row.system, row.device, row.mode, row.name, row.ip]);
    let printed = date_format::date_time_with_year(&use_api().clock().now_untracked());
    let calendar = format!("/api/applications/{application}/calendar.ics");
    let reissue = notice
        .can_reissue
        .then(|| view! { <Reissue application=application requested_at=notice.reissue_requested_at /> }.into_any());
    view! {
        <div class="app-no-print">
            <Notice variant=if is_readable { "info" } else { "warning" } text=explanation />
        </div>
        <p class="app-print-only">{format!("{printed}に印刷")}</p>
        <dl class="app-facts">{facts.map(fact).collect_view()}</dl>
        <p>
            "「事業所コード」と「事業所パスワード」は、利用開始日からNSSのログインIDとパスワードになります。「利用者コード」「識別番号」と「利用者パスワード」は、NACCSのログオンIDとパスワードになります。システム設定を申し込むときにも必要です。"
        </p>
        {table("利用者コード", ["業種", "処理方式", "利用者コード", "識別番号", "利用者パスワード"], users.collect())}
        {table(
            "回線",
            ["回線種別", "回線番号", "システム区分", "接続方式", "冗長化", "IPアドレス", "DNSアドレス"],
            lines.collect(),
        )}
        {table(
            "端末",
            ["回線番号", "システム区分", "機器種別", "処理方式", "論理端末名", "IPアドレス"],
            terminals.collect(),
        )}
        <p class="app-no-print">"この内容を印刷するなどして、紛失しないよう大切に保管してください。"</p>
        <Actions>
            <Button label="印刷する" variant="primary" on_press=|()| print() />
        </Actions>
        <p class="app-no-print">
            <DownloadLink href=calendar label="日程をカレンダーに保存する" />
        </p>
        {reissue}
    }
    .into_any()
}

/// A table of the sheet; nothing if it has no row. It scrolls by itself where the page is narrow.
fn table<const N: usize>(title: &'static str, head: [&'static str; N], rows: Vec<[String; N]>) -> Option<AnyView> {
    let cells =
        |cells: [String; N]| cells.map(|text| view! { <td translate="no">{text}</td> }.into_any()).collect_view();
    (!rows.is_empty()).then(|| {
        let head = head.map(|text| view! { <th scope="col">{text}</th> }.into_any()).collect_view();
        let rows = rows.into_iter().map(|row| view! { <tr>{cells(row)}</tr> }.into_any()).collect_view();
        view! {
            <section class="app-section">
                <h2 class="app-section__title">{title}</h2>
                <div class="app-table-scroll" role="region" tabindex="0" aria-label=title>
                    <table class="app-table">
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Opens the browser's print dialog.
fn print() {
    // A browser without one does nothing.
    let _ = window().print();
}
