//! The parts of pages, each in its states.

use leptos::prelude::*;
use nss_core::application::{diagram, lines, office, user_codes};
use nss_core::form::{At, Conflict, Place, Row, RowId, settle};
use nss_core::postcode;

use super::Rendered;
use super::scene::{Scene, instant};
use crate::component::{Actions, Button, ButtonLink, Loading, Notice, SubmitButton, TextButton};
use crate::control::UndoNotice;
use crate::control::postcode::lookup::{Lookup, LookupResult};
use crate::control::postcode::result;
use crate::draft::{DraftStore, SaveStatus, UndoStep, Upload, UploadStage};
use crate::page::form::ErrorSummary;
use crate::page::register::done::Expiry;
use crate::shell::session_timeout::SessionWarning;
use crate::shell::{NotificationBar, SaveStatusLine};
use crate::state::notifications::Link;

type Draw = fn(DraftStore) -> AnyView;

/// A part: its file, its title, its states.
type Part = (&'static str, &'static str, &'static [(&'static str, Draw)]);

const EXPIRED: &str = "申込の期限（11月22日（日）10:15）を過ぎました。同じE-mailアドレスで仮アカウントの登録をやり直すと、入力した内容を引き継げます。";

/// Every part.
const PARTS: &[Part] = &[
    (
        "button",
        "ボタン",
        &[
            ("種類", |_| buttons()),
            ("送信中", |_| view! { <SubmitButton label="登録しています" pending=true/> }.into_any()),
        ],
    ),
    ("notice", "お知らせ", &[("種類", |_| notices())]),
    ("loading", "読み込み中", &[("読み込み中", |_| view! { <Loading/> }.into_any())]),
    ("undo", "元に戻す", &[("行を削除した", removed_row)]),
    ("notification", "通知", &[("リンクつき", notification)]),
    (
        "save_status",
        "保存の状態",
        &[
            ("保存済み", |store| status(store, SaveStatus::Saved(instant("2026-11-20T10:42:00+09:00")))),
            ("接続できない", |store| status(store, SaveStatus::Offline)),
            ("ログアウト", |store| status(store, SaveStatus::LoggedOut)),
            ("保存できない", |store| {
                status(store, SaveStatus::Refused("送信できる大きさを超えています。".to_owned()))
            }),
        ],
    ),
    ("error_summary", "エラーの一覧", &[("次へ進めなかった", error_summary), ("すべて修正した", mended_summary)]),
    ("withdrawn", "取り消された内容", &[("保守時間帯を変えた", withdrawn)]),
    (
        "candidates",
        "郵便番号の住所",
        &[
            ("住所を入力した", |store| lookup(store, filled())),
            ("複数ある", |store| lookup(store, LookupResult::Several(places()))),
            ("入力と異なる", |store| lookup(store, mismatch())),
        ],
    ),
    (
        "expiry",
        "期限",
        &[("仮アカウント", |_| view! { <Expiry expires_at=instant("2026-11-22T10:15:00+09:00")/> }.into_any())],
    ),
    (
        "session",
        "時間切れ",
        &[
            ("5分前", |_| foot("あと5分ほどでログアウトします。", "続ける")),
            ("申込の期限を過ぎた", |_| foot(EXPIRED, "仮アカウントの登録をやり直す")),
        ],
    ),
    ("compare", "別の画面と異なる内容", &[("事業所名", conflict)]),
    ("files", "添付ファイル", &[("送信の段階", files)]),
];

/// One file for each part.
pub(super) fn all() -> Vec<Rendered> {
    PARTS.iter().map(|(name, title, states)| rendered(name, title, states)).collect()
}

fn rendered(name: &str, title: &str, states: &[(&str, Draw)]) -> Rendered {
    let state = |(title, draw): &(&str, Draw)| {
        format!("<section><h2 class=\"gallery__state\">{title}</h2>{}</section>", Scene::applicant().view(*draw))
    };
    let states: String = states.iter().map(state).collect();
    let html = format!(
        "<main class=\"gallery\"><h1 class=\"app-title\">{title}</h1><div class=\"gallery__states\" data-wide>{states}</div></main>"
    );
    Rendered { file: format!("part/{name}.html"), title: title.to_owned(), html }
}

fn buttons() -> AnyView {
    view! {
        <Actions>
            <SubmitButton label="次へ進む"/>
            <Button label="一時保存" on_press=|| ()/>
            <Button label="削除する" variant="danger" on_press=|| ()/>
            <Button label="変更" size="small" on_press=|| ()/>
            <ButtonLink href="/" label="リンク"/>
            <TextButton label="元に戻す" on_press=|| ()/>
        </Actions>
    }
    .into_any()
}

fn notices() -> AnyView {
    ["info", "success", "warning", "error"]
        .map(|variant| view! { <Notice variant=variant text="仮ログインIDは11月22日（日）10:15に使えなくなります。"/> })
        .collect_view()
        .into_any()
}

fn removed_row(store: DraftStore) -> AnyView {
    let mut step = None;
    store.draft.update(|draft| {
        let section = &user_codes::USER_CODES;
        let id = draft.rows(section).iter().find_map(Row::id).expect("a complete draft has a code");
        let (place, row) = draft.remove_row(section, None, id).expect("the row stands in the draft");
        let name = "利用者コード1".to_owned();
        step = Some(UndoStep::Removed { section, around: None, place, row, name, withdrawn: Vec::new() });
    });
    store.undo_step.set(step);
    view! { <UndoNotice is_meant=|step: &UndoStep| matches!(step, UndoStep::Removed { .. })/> }.into_any()
}

fn notification(store: DraftStore) -> AnyView {
    let link = Link { href: "/apply/office".to_owned(), label: "確認する" };
    store.notifications.notify("別の画面で、同じ項目が別の内容に変更されています。", Some(link));
    view! { <NotificationBar/> }.into_any()
}

fn status(store: DraftStore, status: SaveStatus) -> AnyView {
    store.save_status.set(status);
    view! { <SaveStatusLine/> }.into_any()
}

fn conflict(store: DraftStore) -> AnyView {
    let at = At::once(&office::NAME);
    store.conflicts.set(vec![Conflict::Answer {
        at,
        base: String::new(),
        mine: store.text_untracked(at),
        theirs: "横浜支店".to_owned(),
    }]);
    let page = store.form.page_at(&Place::Answer(at)).expect("each place has a page");
    view! { <crate::page::form::ConflictList page/> }.into_any()
}

fn files(store: DraftStore) -> AnyView {
    let list = &diagram::DIAGRAM;
    let stages = [
        UploadStage::Waiting,
        UploadStage::Sending,
        UploadStage::Failed("サーバに接続できません。".to_owned()),
        UploadStage::Refused("マクロを含むファイルは添付できません。".to_owned()),
    ];
    let upload = |(number, stage)| Upload {
        list,
        row: RowId::from_random(number),
        name: format!("構成図{number}.pdf"),
        size: 34_999,
        stage,
    };
    store.uploads.set((1..).zip(stages).map(upload).collect());
    store.upload_percent.set(40);
    view! { <crate::page::form::file_list::FileList list/> }.into_any()
}

fn error_summary(store: DraftStore) -> AnyView {
    store.draft.update(|draft| {
        draft.set(At::once(&office::NAME), "");
        draft.set(At::once(&office::POSTCODE), "212001");
    });
    summary(store)
}

fn mended_summary(store: DraftStore) -> AnyView {
    summary(store)
}

fn summary(store: DraftStore) -> AnyView {
    let page = store.form.page_at(&Place::Answer(At::once(&office::NAME))).expect("each place has a page");
    store.validate_page(page, None);
    let faults = Memo::new(move |_| store.blocking_faults(page, None));
    view! { <ErrorSummary faults tries=RwSignal::new(1)/> }.into_any()
}

fn withdrawn(store: DraftStore) -> AnyView {
    let mut step = None;
    store.draft.update(|draft| {
        let id = draft.rows(&lines::LINES).iter().find_map(Row::id).expect("a complete draft has a line");
        let at = |field| At::row(field, id);
        for (field, code) in
            [(&lines::ACCESS, "leased"), (&lines::SPEED, "1"), (&lines::HOURS, "always"), (&lines::REDUNDANCY, "yes")]
        {
            draft.set(at(field), code);
        }
        let cause = at(&lines::HOURS);
        draft.set(cause, "weekdays");
        let withdrawn = settle(draft, Some(cause));
        step = Some(UndoStep::Withdrawn { cause, was: "always".to_owned(), withdrawn });
    });
    store.undo_step.set(step);
    view! { <UndoNotice is_meant=|step: &UndoStep| matches!(step, UndoStep::Withdrawn { .. })/> }.into_any()
}

fn lookup(store: DraftStore, found: LookupResult) -> AnyView {
    let at = At::once(&office::POSTCODE);
    result(Lookup::new(store, at), found).into_any()
}

fn filled() -> LookupResult {
    LookupResult::Filled { label: "神奈川県川崎市幸区堀川町".to_owned(), before: Vec::new() }
}

fn mismatch() -> LookupResult {
    LookupResult::Mismatch {
        typed: "神奈川県横浜市中区".to_owned(),
        found: "神奈川県川崎市幸区堀川町".to_owned(),
        answers: Vec::new(),
    }
}

fn foot(text: &str, label: &'static str) -> AnyView {
    view! { <SessionWarning text=text.to_owned() label on_press=|()| ()/> }.into_any()
}

fn places() -> Vec<postcode::Place> {
    ["一場", "春日一番割"]
        .map(|town| postcode::Place {
            prefecture: "23",
            city: "清須市".to_owned(),
            city_kana: "キヨスシ".to_owned(),
            town: town.to_owned(),
            town_kana: String::new(),
            note: String::new(),
            street: String::new(),
            office: None,
        })
        .to_vec()
}
