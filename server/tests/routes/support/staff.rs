//! Members of the staff in a browser.

use axum::http::StatusCode;
use nss_core::api::{CurrentMember, StaffRole, StaffSession};
use nss_server::{
    staff::{
        members::Handover,
        second_factor::{Authenticator, SecondFactors},
    },
    store::staff,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{Browser, Reply, World};

/// The password that every member chooses.
pub(crate) const CHOSEN: &str = "correct-horse-9";

/// A member with everything that a log-in needs.
pub(crate) struct Member {
    pub(crate) login_id: String,
    pub(crate) password: String,
    pub(crate) authenticator: Authenticator,
}

impl World {
    /// Adds a member as `nss staff add` does: nothing is set up yet.
    pub(crate) async fn add_member(&self, login_id: &str, role: StaffRole) -> Member {
        let handover = self.app.staff_members.add(login_id, "審査 花子", role).await.unwrap();
        let Handover { password, second_factor } = handover;
        Member { login_id: login_id.to_owned(), password: password.unwrap(), authenticator: second_factor.unwrap() }
    }

    /// A member who has a password and a second factor, and a browser in which they are logged in. The codes of the
    /// instant are used up: the clock has moved on by a step.
    pub(crate) async fn staff(&self, login_id: &str, role: StaffRole) -> (Member, Browser<'_>) {
        let mut member = self.add_member(login_id, role).await;
        let mut browser = self.browser();
        member.set_up(&mut browser).await;
        self.clock.pass(30);
        (member, browser)
    }

    /// The row of a member.
    pub(crate) async fn member_row(&self, login_id: &str) -> staff::Model {
        let row = staff::Entity::find().filter(staff::Column::LoginId.eq(login_id)).one(&self.app.store.db).await;
        row.unwrap().unwrap()
    }

    /// The second factor that is stored for a member.
    pub(crate) async fn stored_authenticator(&self, login_id: &str) -> Authenticator {
        let factors: &SecondFactors = &self.app.second_factors;
        factors.of(&self.member_row(login_id).await).unwrap()
    }
}

impl Member {
    /// The code of the present instant.
    pub(crate) fn code(&self, world: &World) -> String {
        self.authenticator.code(world.app.clock.now())
    }

    /// Logs in with the present code.
    pub(crate) async fn log_in(&self, browser: &mut Browser<'_>) -> Reply {
        let code = self.code(browser.world);
        browser.log_in_staff(&self.login_id, &self.password, &code).await
    }

    /// The first log-in: a password is chosen, the second factor confirmed.
    pub(crate) async fn set_up(&mut self, browser: &mut Browser<'_>) {
        let first = browser.log_in_staff(&self.login_id, &self.password, "").await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        let changed = browser.change_password(&self.password, CHOSEN).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
        CHOSEN.clone_into(&mut self.password);
        let confirmed = browser.confirm(&self.code(browser.world)).await;
        assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text);
    }
}

impl Browser<'_> {
    pub(crate) async fn log_in_staff(&mut self, login_id: &str, password: &str, code: &str) -> Reply {
        self.post("/api/staff/session", &json!({ "login_id": login_id, "password": password, "code": code })).await
    }

    /// パスワード変更.
    pub(crate) async fn change_password(&mut self, current: &str, new: &str) -> Reply {
        self.post("/api/staff/password", &json!({ "current": current, "new": new })).await
    }

    /// Confirms the second factor.
    pub(crate) async fn confirm(&mut self, code: &str) -> Reply {
        self.post("/api/staff/session/second-factor", &json!({ "code": code })).await
    }

    /// The member who is logged in.
    pub(crate) async fn member(&mut self) -> Option<CurrentMember> {
        self.get("/api/staff/session").await.read::<StaffSession>().member
    }

    /// Status and problem of a route that only a member may use who is set up.
    pub(crate) async fn at_work(&mut self) -> (u16, String) {
        let reply = self.get("/api/staff/members").await;
        let problem = if reply.status.is_success() { String::new() } else { reply.json()["type"].to_string() };
        (reply.status.as_u16(), problem.trim_matches('"').to_owned())
    }
}
