//! The HTTP API: one method for each route that the page uses.

mod client;
mod error;
mod server_clock;
mod staff;
pub mod upload;

use chrono::NaiveDate;
use client::{read, write};
use leptos::prelude::*;
use nss_core::api::bill::OfficeBill;
use nss_core::api::change::ChangeDraft;
use nss_core::api::contract::{ContractOn, OfficeContract};
use nss_core::api::menu::{Menu, Resubmission, Returned, Withdrawal};
use nss_core::api::{
    Application, Consent, CredentialNotice, DraftDeletion, DraftSave, DraftSaved, Login, PasswordChange,
    PasswordReissue, Registered, Registration, ReissueRequest, Session, SettingsDraft, StoredDraft, SubmissionRequest,
    Terms,
};
use nss_core::form::Draft;

pub use error::ApiError;
pub use server_clock::ServerClock;

/// The routes of the server; each reply sets the clock and tells whether the server has newer rules.
#[derive(Clone, Copy)]
pub struct Api {
    clock: ServerClock,
    newer_rules: RwSignal<Option<String>>,
}

/// The API of the page around a component.
pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// An API with a clock of its own.
    pub fn new(clock: ServerClock) -> Self {
        Self { clock, newer_rules: RwSignal::new(None) }
    }

    /// The server's clock.
    pub fn clock(self) -> ServerClock {
        self.clock
    }

    /// The hash of the server's rules, once a reply carried one that differs from this page's.
    pub fn newer_rules(self) -> RwSignal<Option<String>> {
        self.newer_rules
    }

    /// `GET /api/session`.
    pub async fn session(self) -> Result<Session, ApiError> {
        read(&self.exchange("GET", "/api/session", None).await?)
    }

    /// `POST /api/session`: ログイン.
    pub async fn log_in(self, login: &Login) -> Result<Session, ApiError> {
        read(&self.exchange("POST", "/api/session", Some(write(login)?)).await?)
    }

    /// `DELETE /api/session`: ログアウト.
    pub async fn log_out(self) -> Result<(), ApiError> {
        self.exchange("DELETE", "/api/session", None).await.map(drop)
    }

    /// `POST /api/session/extension`.
    pub async fn extend_session(self) -> Result<Session, ApiError> {
        read(&self.exchange("POST", "/api/session/extension", None).await?)
    }

    /// `GET /api/terms`.
    pub async fn terms(self) -> Result<Terms, ApiError> {
        read(&self.exchange("GET", "/api/terms", None).await?)
    }

    /// `POST /api/accounts`: 仮アカウント登録. `consent`: the version of the 規程 that the applicant agreed to.
    pub async fn register(self, consent: &str, answers: &Draft) -> Result<Registered, ApiError> {
        let registration = Registration { consent: Consent { version: consent.to_owned() }, answers };
        read(&self.exchange("POST", "/api/accounts", Some(write(&registration)?)).await?)
    }

    /// `POST /api/password-reissues`. The reply is the same for every address (F004).
    pub async fn reissue_password(self, mail: &str) -> Result<(), ApiError> {
        let body = write(&PasswordReissue { mail: mail.to_owned() })?;
        self.exchange("POST", "/api/password-reissues", Some(body)).await.map(drop)
    }

    /// `POST /api/password`: パスワード変更.
    pub async fn change_password(self, change: &PasswordChange) -> Result<Session, ApiError> {
        read(&self.exchange("POST", "/api/password", Some(write(change)?)).await?)
    }

    /// `GET /api/drafts/{id}`.
    pub async fn draft(self, id: &str) -> Result<StoredDraft, ApiError> {
        read(&self.exchange("GET", &format!("/api/drafts/{id}"), None).await?)
    }

    /// `PUT /api/drafts/{id}`: saves a draft that grew from `revision`.
    pub async fn save_draft(self, id: &str, revision: u32, draft: &Draft) -> Result<DraftSaved, ApiError> {
        let body = write(&DraftSave { revision, draft })?;
        read(&self.exchange("PUT", &format!("/api/drafts/{id}"), Some(body)).await?)
    }

    /// `DELETE /api/drafts/{id}`: 下書きを削除. The reply is the draft that now stands.
    pub async fn delete_draft(self, id: &str, revision: u32) -> Result<StoredDraft, ApiError> {
        let body = write(&DraftDeletion { revision })?;
        read(&self.exchange("DELETE", &format!("/api/drafts/{id}"), Some(body)).await?)
    }

    /// `POST /api/sealed-drafts/{id}`: takes a sealed draft over.
    pub async fn take_over_sealed_draft(self, id: &str) -> Result<(), ApiError> {
        self.exchange("POST", &format!("/api/sealed-drafts/{id}"), None).await.map(drop)
    }

    /// `DELETE /api/sealed-drafts/{id}`: erases a sealed draft.
    pub async fn discard_sealed_draft(self, id: &str) -> Result<(), ApiError> {
        self.exchange("DELETE", &format!("/api/sealed-drafts/{id}"), None).await.map(drop)
    }

    /// `POST /api/drafts/{id}/submission`: 登録. `key` names this try. The session then carries the number.
    pub async fn submit(self, id: &str, revision: u32, key: &str) -> Result<(), ApiError> {
        let body = write(&SubmissionRequest { revision })?;
        self.exchange_once(&format!("/api/drafts/{id}/submission"), body, key).await.map(drop)
    }

    /// `GET /api/applications/{id}`.
    pub async fn application(self, id: &str) -> Result<Application, ApiError> {
        read(&self.exchange("GET", &format!("/api/applications/{id}"), None).await?)
    }

    /// `GET /api/applications/{id}/credential-notice`. The server notes each reading of passwords.
    pub async fn credential_notice(self, id: &str) -> Result<CredentialNotice, ApiError> {
        read(&self.exchange("GET", &format!("/api/applications/{id}/credential-notice"), None).await?)
    }

    /// `POST /api/applications/{id}/credential-reissues`.
    pub async fn request_credential_reissue(self, id: &str) -> Result<ReissueRequest, ApiError> {
        read(&self.exchange("POST", &format!("/api/applications/{id}/credential-reissues"), None).await?)
    }

    /// `POST /api/applications/{id}/settings`: begins or finds the draft of システム設定申込.
    pub async fn begin_settings(self, id: &str) -> Result<SettingsDraft, ApiError> {
        read(&self.exchange("POST", &format!("/api/applications/{id}/settings"), None).await?)
    }

    /// `POST /api/contracts/{id}/change`: begins or finds the draft of 変更申込.
    pub async fn begin_change(self, contract: &str) -> Result<ChangeDraft, ApiError> {
        read(&self.exchange("POST", &format!("/api/contracts/{contract}/change"), None).await?)
    }

    /// `GET /api/menu`.
    pub async fn menu(self) -> Result<Menu, ApiError> {
        read(&self.exchange("GET", "/api/menu", None).await?)
    }

    /// `GET /api/contracts`.
    pub async fn contracts(self) -> Result<Vec<OfficeContract>, ApiError> {
        read(&self.exchange("GET", "/api/contracts", None).await?)
    }

    /// `GET /api/contracts/{id}`: what is in force on a day.
    pub async fn contract(self, id: &str, on: NaiveDate) -> Result<ContractOn, ApiError> {
        read(&self.exchange("GET", &format!("/api/contracts/{id}?on={on}"), None).await?)
    }

    /// `GET /api/bills`: 請求内容参照.
    pub async fn bills(self) -> Result<Vec<OfficeBill>, ApiError> {
        read(&self.exchange("GET", "/api/bills", None).await?)
    }

    /// `GET /api/applications/{id}/return`.
    pub async fn returned(self, id: &str) -> Result<Returned, ApiError> {
        read(&self.exchange("GET", &format!("/api/applications/{id}/return"), None).await?)
    }

    /// `POST /api/applications/{id}/resubmission`: 修正して送る.
    pub async fn resubmit(self, id: &str, request: &Resubmission) -> Result<(), ApiError> {
        let path = format!("/api/applications/{id}/resubmission");
        self.exchange("POST", &path, Some(write(request)?)).await.map(drop)
    }

    /// `POST /api/applications/{id}/withdrawal`: 取下げ.
    pub async fn withdraw(self, id: &str, request: &Withdrawal) -> Result<(), ApiError> {
        let path = format!("/api/applications/{id}/withdrawal");
        self.exchange("POST", &path, Some(write(request)?)).await.map(drop)
    }

    /// A shard of the postcode data: the text of `/postcodes/{dataset}/{ddd}.txt`; none if there is no such prefix.
    pub async fn postcode_shard(self, dataset: &str, prefix: &str) -> Result<Option<String>, ApiError> {
        client::text(&format!("/postcodes/{dataset}/{prefix}.txt")).await
    }

    /// Remembers rules of the server that differ from this page's.
    fn compare_rules(self, rules: &str) {
        if rules != nss_core::RULES && self.newer_rules.with_untracked(|known| known.as_deref() != Some(rules)) {
            self.newer_rules.set(Some(rules.to_owned()));
        }
    }
}
