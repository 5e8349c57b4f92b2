//! 利用申込書 and 利用承諾書 as PDF: who gets which, and from which day on (C-110 … C-114, N-292).

use nss_core::api::{CredentialNotice, StaffRole};
use nss_server::{jobs, store::application};

use crate::{
    clock_jobs::with_settings,
    credential_notices::{self, approved_on},
    support::{Reply, at, on_each_store},
};

fn path(application: &application::Model, form: &str) -> String {
    format!("/api/applications/{}/{form}.pdf", application.id)
}

fn is_pdf(reply: &Reply, name: &str) {
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.header("content-type"), "application/pdf");
    assert!(reply.bytes.starts_with(b"%PDF-"));
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    assert!(reply.header("content-disposition").contains(&encoded), "{}", reply.header("content-disposition"));
}

#[tokio::test]
async fn the_application_form_is_there_from_the_receipt_on_and_the_acceptance_form_from_the_start_on() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let (application_form, acceptance_form) =
            (path(&application, "application-form"), path(&application, "acceptance-form"));
        is_pdf(&browser.get(&application_form).await, "利用申込書");
        assert_eq!(browser.get(&acceptance_form).await.status, 404, "before the start");
        let (_, mut reviewer) = world.staff("hanako", StaffRole::Reviewer).await;
        let of_desk = |form: &str| format!("/api/staff/applications/{}/{form}.pdf", application.id);
        is_pdf(&reviewer.get(&of_desk("application-form")).await, "利用申込書");
        assert_eq!(reviewer.get(&of_desk("acceptance-form")).await.status, 404, "before the start");

        let notice: CredentialNotice = browser.get(&credential_notices::path(&application)).await.read();
        with_settings(world, application.clone(), true).await;
        world.clock.set(at("2027-01-04T09:00:00+09:00"));
        jobs::run_clean_up(&world.app).await;
        assert_eq!(browser.log_in(&notice.office.code, &notice.office.password.unwrap()).await.status, 200);
        is_pdf(&browser.get(&acceptance_form).await, "利用承諾書");
        let (_, mut reviewer) = world.staff("taro", StaffRole::Reviewer).await;
        is_pdf(&reviewer.get(&of_desk("acceptance-form")).await, "利用承諾書");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_gets_a_form() {
    on_each_store(async |world| {
        let (application, _) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let (_, mut other) = approved_on(world, "b@example.jp", "2026-12-21", "20270104").await;
        for form in ["application-form", "acceptance-form"] {
            assert_eq!(other.get(&path(&application, form)).await.status, 404, "{form}");
            assert_eq!(world.browser().get(&path(&application, form)).await.status, 401, "{form}");
            let desk = format!("/api/staff/applications/{}/{form}.pdf", application.id);
            assert_eq!(other.get(&desk).await.status, 401, "an applicant is no staff: {form}");
        }
    })
    .await;
}
