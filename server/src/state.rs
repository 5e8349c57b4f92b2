//! Application-wide components, accessible from each handler.

use std::sync::Arc;

use axum::extract::FromRef;
use nss_core::api::Terms;

use crate::{
    account::{
        login::Logins, password::PasswordError, password::PasswordHasher, rate_limit::RateLimiter, session::Sessions,
        session_times::SessionTimes,
    },
    cipher::{Cipher, Purpose},
    clock::Clock,
    config::Config,
    csp_reports::CspReports,
    file::{Files, storage::FileStorage},
    mail::{cipher::MailCipher, mailer::Mailer, outbox::Outbox},
    printed_form::PrintedForms,
    review::Reviews,
    staff::{login::StaffLogins, members::Members, second_factor::SecondFactors, session::StaffSessions},
    store::{Store, probe::Probe},
    submission::batch::SubmissionBatch,
    turns::BoundedTurns,
};

/// Large bodies that are read at the same time: each is up to 1 MiB, and several times that while it is parsed.
const MAX_LARGE_BODIES: usize = 16;

/// Shared application state (axum `State`). A handler takes the part that it needs as `State<Part>`. Everything durable
/// is in the store and the file storage: the rest may be lost at any moment.
#[derive(Clone, Debug, FromRef)]
pub struct AppState {
    /// The settings.
    pub config: Arc<Config>,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub store: Store,
    /// Hashes and compares passwords.
    pub passwords: PasswordHasher,
    /// Tries to log in.
    pub logins: Logins,
    /// Counts tries.
    pub rate_limiter: RateLimiter,
    /// Begins, finds and ends sessions.
    pub sessions: Sessions,
    /// Tries of the staff to log in.
    pub staff_logins: StaffLogins,
    /// Begins, finds and ends sessions of the staff.
    pub staff_sessions: StaffSessions,
    /// The members of the staff.
    pub staff_members: Members,
    /// The second factors of the staff.
    pub second_factors: SecondFactors,
    /// Sends mail.
    pub mailer: Mailer,
    /// The queue of mails.
    pub outbox: Outbox,
    /// Attached files.
    pub files: Files,
    /// 登録.
    pub submissions: SubmissionBatch,
    /// 審査.
    pub reviews: Reviews,
    /// The printed forms as PDF.
    pub printed_forms: PrintedForms,
    /// システム利用規程 and the links of the operator.
    pub terms: Arc<Terms>,
    /// Tells whether the store takes writes.
    pub probe: Probe,
    /// Large bodies: one at a time for a session.
    pub large_bodies: BoundedTurns,
    /// The reports of the browsers' content policy.
    pub csp_reports: CspReports,
}

impl AppState {
    /// Connects the components.
    pub fn new(
        config: Config,
        store: Store,
        mailer: Mailer,
        storage: FileStorage,
        terms: Terms,
    ) -> Result<Self, PasswordError> {
        let clock = config.clock.clone();
        let config = Arc::new(config);
        let previous: Vec<[u8; 32]> = config.previous_secrets.iter().map(|key| **key).collect();
        let cipher = MailCipher::new(&config.secret, &previous);
        let credentials = Cipher::new(Purpose::Credential, &config.secret, &previous);
        let outbox = Outbox::new(store.db.clone(), clock.clone(), mailer.clone(), cipher);
        let second_factors = SecondFactors::new(Cipher::new(Purpose::SecondFactor, &config.secret, &previous));
        let passwords = PasswordHasher::new()?;
        let rate_limiter = RateLimiter::new(store.clone(), clock.clone(), Arc::clone(&config));
        Ok(Self {
            logins: Logins::new(store.clone(), clock.clone(), passwords.clone(), rate_limiter.clone()),
            staff_logins: StaffLogins::new(
                store.clone(),
                clock.clone(),
                passwords.clone(),
                rate_limiter.clone(),
                second_factors.clone(),
            ),
            staff_sessions: StaffSessions::new(
                store.clone(),
                clock.clone(),
                SessionTimes::new(config.staff_session_idle),
            ),
            staff_members: Members::new(store.clone(), clock.clone(), passwords.clone(), second_factors.clone()),
            second_factors,
            rate_limiter,
            sessions: Sessions::new(store.clone(), clock.clone(), SessionTimes::new(config.session_idle)),
            files: Files::new(store.db.clone(), clock.clone(), storage, config.files_min_free),
            submissions: SubmissionBatch::new(store.db.clone(), clock.clone(), Arc::clone(&config), outbox.clone()),
            reviews: Reviews::new(
                store.db.clone(),
                clock.clone(),
                Arc::clone(&config),
                outbox.clone(),
                passwords.clone(),
                credentials,
            ),
            printed_forms: PrintedForms::new(),
            terms: Arc::new(terms),
            probe: Probe::new()?,
            large_bodies: BoundedTurns::new(MAX_LARGE_BODIES),
            csp_reports: CspReports::new(clock.clone(), config.is_development()),
            passwords,
            config,
            clock,
            store,
            mailer,
            outbox,
        })
    }
}
