//! The papers of an application: 申込書, ID通知内容, 承諾書, the calendar, and the guide to the package software (C-107,
//! C-110 … C-114, N-251, N-290 … N-292).

use leptos::prelude::*;
use nss_core::api::{Application, ApplicationState};
use nss_core::form::{Draft, Scope};

use crate::component::{Actions, ButtonLink, DownloadLink};
use crate::paths;

/// The papers that the application has by now.
#[component]
pub fn Papers(
    /// The application.
    application: Application,
) -> impl IntoView {
    let (id, state) = (application.id, application.state);
    let has_contract = application.contract.is_some() && state != ApplicationState::Void;
    let credentials = paths::credentials(&id);
    let file = |name: &str| format!("/api/applications/{id}/{name}");
    let notice = has_contract.then(|| {
        view! {
            <Actions>
                <ButtonLink href=credentials label="ID通知内容" />
            </Actions>
        }
        .into_any()
    });
    let calendar = (has_contract && application.kind.makes_contract()).then(|| {
        let href = file("calendar.ics");
        view! { <li><DownloadLink href=href label="日程をカレンダーに保存する" /></li> }.into_any()
    });
    let acceptance = (state == ApplicationState::InUse).then(|| {
        let href = file("acceptance-form.pdf");
        view! {
            <li>
                <DownloadLink href=href label="承諾書を出力する（PDF）" />
                <p>
                    "「システムサービス利用承諾書」を印刷の上、記載内容に問題ないことをご確認ください。本書類につきましてはお客様にて大切に保管くださいますようお願いいたします。"
                </p>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="app-section app-no-print">
            <h2 class="app-section__title">"帳票・通知"</h2>
            {notice}
            <ul>
                <li>
                    <DownloadLink href=file("application-form.pdf") label="申込書を出力する（PDF）" />
                </li>
                {acceptance}
                {calendar}
            </ul>
        </section>
    }
    .into_any()
}

/// How to get the package software, once the DNS addresses of the contract are known (N-290, N-291).
pub fn package_guide(contract: &Draft) -> Option<AnyView> {
    use nss_core::application::{lines, user_codes};
    let whole = Scope::whole(contract);
    // 自社システム接続 brings its own software.
    let uses_package = whole
        .rows(&user_codes::USER_CODES)
        .any(|code| code.rows(&user_codes::ids::IDS).any(|id| id.is(&user_codes::ids::MODE, "interactive")));
    let addresses: Vec<String> = whole
        .rows(&lines::LINES)
        .map(|line| line.text(&lines::DNS).into_owned())
        .filter(|dns| !dns.is_empty())
        .collect();
    uses_package.then(|| {
        let dns = if addresses.is_empty() { String::new() } else { format!("：{}", addresses.join("、")) };
        view! {
            <section class="app-section">
                <h2 class="app-section__title">"パッケージソフトのインストール"</h2>
                <p>
                    "利用開始日までに、パッケージソフト初期設定手順書を参照の上、インストールをお願いします。手順書は、NACCS掲示板に掲載しています。"
                </p>
                <ol>
                    <li>
                        "NACCS掲示板（専用線のURL　http://bbs.prod.naccs6/）を開きます。"
                        {format!("ID通知内容に記載のDNSアドレス{dns}の設定が必要です。")}
                    </li>
                    <li>"ピックアップメニューの「第6次パッケージソフト デジタル証明書」を選びます。"</li>
                    <li>"「1.第6次パッケージソフト初期導入手順書（本番用）」を選びます。"</li>
                    <li>"「第6次パッケージソフト初期導入手順書」を開き、手順に従ってインストールします。"</li>
                </ol>
            </section>
        }
        .into_any()
    })
}
