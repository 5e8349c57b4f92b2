//! The routes of the staff's page.

use nss_core::api::bill::{BillTable, BillsImported};
use nss_core::api::desk::{
    Assignment, DeskApplication, MoveRequest, NewNote, Queue, RegistrationDays, UndeliveredMail,
};
use nss_core::api::{
    CredentialsReissued, SecondFactorCode, StaffLogin, StaffMember, StaffPasswordChange, StaffReset, StaffSession,
};

use super::client::{read, write};
use super::{Api, ApiError};

impl Api {
    /// `GET /api/staff/session`.
    pub async fn staff_session(self) -> Result<StaffSession, ApiError> {
        read(&self.exchange("GET", "/api/staff/session", None).await?)
    }

    /// `POST /api/staff/session`: ログイン.
    pub async fn log_in_staff(self, login: &StaffLogin) -> Result<StaffSession, ApiError> {
        read(&self.exchange("POST", "/api/staff/session", Some(write(login)?)).await?)
    }

    /// `DELETE /api/staff/session`: ログアウト.
    pub async fn log_out_staff(self) -> Result<(), ApiError> {
        self.exchange("DELETE", "/api/staff/session", None).await.map(drop)
    }

    /// `POST /api/staff/session/second-factor`: confirms the second factor.
    pub async fn confirm_second_factor(self, code: &SecondFactorCode) -> Result<StaffSession, ApiError> {
        read(&self.exchange("POST", "/api/staff/session/second-factor", Some(write(code)?)).await?)
    }

    /// `POST /api/staff/password`: パスワード変更.
    pub async fn change_staff_password(self, change: &StaffPasswordChange) -> Result<StaffSession, ApiError> {
        read(&self.exchange("POST", "/api/staff/password", Some(write(change)?)).await?)
    }

    /// `GET /api/staff/members`.
    pub async fn staff_members(self) -> Result<Vec<StaffMember>, ApiError> {
        read(&self.exchange("GET", "/api/staff/members", None).await?)
    }

    /// `POST /api/staff/members/{id}/reset`: a new first password, and a new second factor at the next log-in.
    pub async fn reset_staff_member(self, id: &str) -> Result<StaffReset, ApiError> {
        read(&self.exchange("POST", &format!("/api/staff/members/{id}/reset"), None).await?)
    }

    /// `GET /api/staff/applications`; `query` (`?…` or empty) filters.
    pub async fn queue(self, query: &str) -> Result<Queue, ApiError> {
        read(&self.exchange("GET", &format!("/api/staff/applications{query}"), None).await?)
    }

    /// `GET /api/staff/applications/{id}`.
    pub async fn desk_application(self, id: &str) -> Result<DeskApplication, ApiError> {
        read(&self.exchange("GET", &format!("/api/staff/applications/{id}"), None).await?)
    }

    /// `POST /api/staff/applications/{id}/moves`.
    pub async fn move_application(self, id: &str, step: &MoveRequest) -> Result<DeskApplication, ApiError> {
        read(&self.exchange("POST", &format!("/api/staff/applications/{id}/moves"), Some(write(step)?)).await?)
    }

    /// `POST /api/staff/applications/{id}/credentials`: パスワード再発行.
    pub async fn reissue_credentials(self, id: &str) -> Result<CredentialsReissued, ApiError> {
        read(&self.exchange("POST", &format!("/api/staff/applications/{id}/credentials"), None).await?)
    }

    /// `POST /api/staff/applications/{id}/notes`.
    pub async fn add_note(self, id: &str, note: &NewNote) -> Result<DeskApplication, ApiError> {
        read(&self.exchange("POST", &format!("/api/staff/applications/{id}/notes"), Some(write(note)?)).await?)
    }

    /// `PUT /api/staff/applications/{id}/assignee`.
    pub async fn assign(self, id: &str, member: Option<String>) -> Result<DeskApplication, ApiError> {
        let body = write(&Assignment { member })?;
        read(&self.exchange("PUT", &format!("/api/staff/applications/{id}/assignee"), Some(body)).await?)
    }

    /// `GET /api/staff/mails`: the mails that were given up.
    pub async fn undelivered_mails(self) -> Result<Vec<UndeliveredMail>, ApiError> {
        read(&self.exchange("GET", "/api/staff/mails", None).await?)
    }

    /// `POST /api/staff/mails/{id}/retry`: 再送.
    pub async fn retry_mail(self, id: &str) -> Result<(), ApiError> {
        self.exchange("POST", &format!("/api/staff/mails/{id}/retry"), None).await.map(drop)
    }

    /// `POST /api/staff/bills`.
    pub async fn import_bills(self, table: &BillTable) -> Result<BillsImported, ApiError> {
        read(&self.exchange("POST", "/api/staff/bills", Some(write(table)?)).await?)
    }

    /// `GET /api/staff/registration-days`: システム登録日.
    pub async fn registration_days(self) -> Result<RegistrationDays, ApiError> {
        read(&self.exchange("GET", "/api/staff/registration-days", None).await?)
    }

    /// `PUT /api/staff/registration-days`.
    pub async fn set_registration_days(self, days: &RegistrationDays) -> Result<RegistrationDays, ApiError> {
        read(&self.exchange("PUT", "/api/staff/registration-days", Some(write(days)?)).await?)
    }
}
