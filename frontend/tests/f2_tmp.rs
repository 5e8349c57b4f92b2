use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use nss_core::form::*;
use nss_frontend::{
    api::{Api, ServerClock},
    draft::DraftStore,
    page::form::FormPageBody,
    state::{navigation::Navigation, notifications::Notifications, session::CurrentSession},
};

fn render(path: &str, form: &'static Form, set: impl Fn(&mut Draft), validate: bool) {
    let owner = Owner::new();
    owner.set();
    let clock = ServerClock::fixed(&chrono::DateTime::parse_from_rfc3339("2026-11-02T10:00:00+09:00").unwrap());
    let api = Api::new(clock);
    let session = CurrentSession::new(api);
    let notifications = Notifications::new();
    provide_context(api);
    provide_context(session);
    provide_context(notifications);
    provide_context(Navigation::nowhere());
    let mut draft = Draft::empty(form);
    set(&mut draft);
    let store = DraftStore::detached(api, session, notifications, draft);
    provide_context(store);
    let page = form.pages.iter().copied().find(|p| p.path == path).unwrap();
    if validate {
        store.validate_page(page, None);
    }
    let row =
        page.sections[0].is_list().then(|| (page.sections[0], store.row_ids(page.sections[0], None).first().copied()));
    let html = view! { <FormPageBody page=page next_label="次へ" on_next=|| () more=|| view!{<b>"m"</b>} /> }.to_html();
    println!("=== {path}\n{html}\n");
    if let Some((section, Some(id))) = row {
        let html = view! { <FormPageBody page=page row=(section, id) next_label="次へ" on_next=|| () /> }.to_html();
        println!("=== {path} row\n{html}\n");
    }
}

#[test]
fn render_all() {
    for page in nss_core::application::FORM.pages {
        println!("PAGE {}", page.path);
    }
    render("register", &nss_core::account::FORM, |_| (), true);
    for page in nss_core::application::FORM.pages {
        render(
            page.path,
            &nss_core::application::FORM,
            |draft| {
                for s in nss_core::application::FORM.sections() {
                    if s.is_list() {
                        draft.add_row(s, None, RowId::from_random(1));
                        if let Some(l) = s.inner {
                            draft.add_row(l, Some(RowId::from_random(1)), RowId::from_random(2));
                        }
                    }
                }
            },
            false,
        );
    }
}
