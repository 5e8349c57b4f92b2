//! `/staff`: the queue (審査一覧), filtered by state, assignee and words.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use nss_core::api::Instant;
use nss_core::api::desk::{EVERY_STATE, ME, NOBODY, Queue, QueueLine};
use nss_core::review::State;

use super::paths;
use crate::api::use_api;
use crate::component::{Actions, ButtonLink, DownloadLink, Fetched, PageLayout, reactive};
use crate::date_format;

/// The parts of the query that filter the queue; the server reads the same ones.
const FILTERS: [&str; 4] = ["state", "assignee", "search", "after"];

/// The queue. Its filters stand in the URL: a reload and Back keep them.
#[component]
pub fn QueuePage() -> impl IntoView {
    let (api, query) = (use_api(), use_query_map());
    let filters = Memo::new(move |_| query.with(filter_query));
    let queue = LocalResource::new(move || {
        let filters = filters.get();
        async move { api.queue(&filters).await }
    });
    // All pages of the queue.
    let all = move |query: &ParamsMap| {
        let mut kept = self::filters(query);
        kept.remove("after");
        kept.to_query_string()
    };
    let csv = move || format!("/api/staff/applications.csv{}", query.with(all));
    view! {
        <PageLayout title="審査一覧">
            <FilterForm query=query />
            <Fetched resource=queue draw=|queue| view! { <QueueTable queue /> }.into_any() />
            <p>{reactive(move || view! { <DownloadLink href=csv() label="この一覧をCSVで保存する" /> })}</p>
        </PageLayout>
    }
    .into_any()
}

/// The query (`?…` or empty) with the filters alone.
fn filter_query(query: &ParamsMap) -> String {
    filters(query).to_query_string()
}

/// The filters that filter something.
fn filters(query: &ParamsMap) -> ParamsMap {
    let mut kept = ParamsMap::new();
    for name in FILTERS {
        if let Some(text) = query.get_str(name).filter(|text| !text.is_empty()) {
            kept.insert(name, text.to_owned());
        }
    }
    kept
}

/// The filters, as a form that the router opens as a URL.
#[component]
fn FilterForm(
    /// The query of the URL.
    query: Memo<ParamsMap>,
) -> impl IntoView {
    let value = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let option = move |code: &'static str, label: &'static str, name: &'static str| {
        view! {
            <option value=code selected=move || value(name) == code>
                {label}
            </option>
        }
        .into_any()
    };
    let states = State::ALL.iter().map(|state| option(state.code(), state.label(), "state")).collect_view();
    view! {
        <form class="app-filter app-no-print" method="get" action=paths::QUEUE role="search" aria-label="絞り込み">
            <div class="app-field">
                <label class="app-field__label" for="state">"状況"</label>
                <span class="app-select">
                    <select class="app-input" id="state" name="state">
                        {option("", "審査待ち・審査中", "state")}
                        {option(EVERY_STATE, "すべて", "state")}
                        {states}
                    </select>
                </span>
            </div>
            <div class="app-field">
                <label class="app-field__label" for="assignee">"担当"</label>
                <span class="app-select">
                    <select class="app-input" id="assignee" name="assignee">
                        {option("", "すべて", "assignee")}
                        {option(ME, "自分", "assignee")}
                        {option(NOBODY, "未定", "assignee")}
                    </select>
                </span>
            </div>
            <div class="app-field">
                <label class="app-field__label" for="search">"受付番号・企業・コード"</label>
                <input class="app-input" id="search" name="search" type="search" value=move || value("search") />
            </div>
            <button class="app-button" type="submit">
                "絞り込む"
            </button>
        </form>
    }
    .into_any()
}

/// The lines, and the link to the next page.
#[component]
fn QueueTable(
    /// One page of the queue.
    queue: Queue,
) -> impl IntoView {
    let (query, now) = (use_query_map(), use_api().clock().now());
    let Queue { lines, next } = queue;
    if lines.is_empty() {
        return view! { <p class="app-rows__empty">"この条件の申込はありません"</p> }.into_any();
    }
    let next = next.map(|after| {
        let mut filters = query.with_untracked(filters);
        filters.replace("after", after);
        let href = format!("{}{}", paths::QUEUE, filters.to_query_string());
        view! { <Actions><ButtonLink href=href label="次の50件" /></Actions> }.into_any()
    });
    view! {
        <div class="app-table-scroll" tabindex="0" role="region" aria-label="審査一覧">
            <table class="app-table">
                <thead>
                    <tr>
                        {["受付番号", "状況", "申込", "企業・事業所", "申込日時", "担当"]
                            .map(|head| view! { <th scope="col">{head}</th> }.into_any())
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| queue_line(line, now)).collect_view()}</tbody>
            </table>
        </div>
        {next}
    }
    .into_any()
}

fn queue_line(line: QueueLine, now: Instant) -> AnyView {
    let age = match (now.date_naive() - line.submitted_at.date_naive()).num_days() {
        0 => "今日".to_owned(),
        days => format!("{days}日前"),
    };
    let news = line.is_news.then(|| view! { <span class="app-status" data-state="doing">"更新"</span> }.into_any());
    view! {
        <tr>
            <th scope="row">
                <a href=paths::application(&line.id) translate="no">{line.number}</a>
                " "
                {news}
            </th>
            <td>{line.state.label()}</td>
            <td>{line.kind.label()}</td>
            <td>
                {line.company}
                <br />
                {line.office}
            </td>
            <td>
                {date_format::date_time(&line.submitted_at)}
                <br />
                {age}
            </td>
            <td>{line.assignee.unwrap_or_else(|| "未定".to_owned())}</td>
        </tr>
    }
    .into_any()
}
