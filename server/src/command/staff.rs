//! `nss staff`: the accounts of the staff. It writes to the database of a server, which goes on meanwhile.

use std::{error::Error, fmt::Write as _, path::PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use nss_core::api::StaffRole;

use crate::{
    account::password::PasswordHasher,
    cipher::{Cipher, Purpose},
    clock::Clock,
    config::{Environment, check_database, read_secret_key},
    staff::{
        members::{Handover, Members, Reset},
        second_factor::SecondFactors,
    },
    store::{Store, sqlite_path, staff},
};

/// The commands of `nss staff`.
#[derive(Subcommand)]
pub enum StaffCommand {
    /// Adds a member; prints the first password and the second factor, once
    Add {
        /// Login ID: 3 to 32 of a-z, 0-9, dot, hyphen and underscore
        #[arg(long, value_name = "ID")]
        login: String,
        /// Name (氏名), as other members see it
        #[arg(long, value_name = "NAME")]
        name: String,
        /// Role: an administrator may also reset other members
        #[arg(long, value_enum)]
        role: Role,
        /// The database and its key.
        #[command(flatten)]
        place: Place,
    },
    /// Lists every member
    List {
        /// The database and its key.
        #[command(flatten)]
        place: Place,
    },
    /// Ends the sessions of a member for good; the login ID is not given again
    Disable(Member),
    /// Prints a new first password, which the member replaces at the next log-in
    ResetPassword(Member),
    /// Prints a new second factor, which the member confirms at the next log-in
    ResetSecondFactor(Member),
}

/// A member of the staff by login ID.
#[derive(Args)]
pub struct Member {
    /// Login ID
    #[arg(long, value_name = "ID")]
    login: String,
    /// The database and its key.
    #[command(flatten)]
    place: Place,
}

/// A role on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Role {
    /// Reviews applications
    Reviewer,
    /// Reviews applications and resets members
    Administrator,
}

impl From<Role> for StaffRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Reviewer => Self::Reviewer,
            Role::Administrator => Self::Administrator,
        }
    }
}

/// The database and its key, named as for `nss serve`. The URL may hold a password, so there is no `Debug`.
#[derive(Args)]
pub struct Place {
    /// Production unless said: then the key is required
    #[arg(long, env = "NSS_ENV", value_enum, default_value_t = Environment::Production)]
    env: Environment,
    /// The store: `sqlite://PATH` or `postgres://…`
    #[arg(
        long,
        env = "NSS_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite://var/nss.db",
        hide_env_values = true
    )]
    database_url: String,
    /// The server's key: it encrypts second factors
    #[arg(long, env = "NSS_SECRET_KEY_FILE", value_name = "PATH")]
    secret_key_file: Option<PathBuf>,
}

impl Place {
    async fn open(&self) -> Result<(Store, Members), Box<dyn Error>> {
        check_database(&self.database_url)?;
        let secret = read_secret_key(self.secret_key_file.as_deref(), self.env)?;
        if let Some(path) = sqlite_path(&self.database_url).filter(|path| !path.exists()) {
            return Err(format!("{}: there is no database; start `nss serve` first", path.display()).into());
        }
        let store = Store::join(&self.database_url).await.map_err(|error| format!("NSS_DATABASE_URL: {error}"))?;
        let second_factors = SecondFactors::new(Cipher::new(Purpose::SecondFactor, &secret, &[]));
        let members = Members::new(store.clone(), Clock::System, PasswordHasher::new()?, second_factors);
        Ok((store, members))
    }
}

/// Runs the command; returns the text to be printed.
pub async fn run(command: &StaffCommand) -> Result<String, Box<dyn Error>> {
    let (StaffCommand::Add { place, .. }
    | StaffCommand::List { place }
    | StaffCommand::Disable(Member { place, .. })
    | StaffCommand::ResetPassword(Member { place, .. })
    | StaffCommand::ResetSecondFactor(Member { place, .. })) = command;
    let (store, members) = place.open().await?;
    let outcome = act(command, &members).await;
    store.close().await?;
    outcome
}

async fn act(command: &StaffCommand, members: &Members) -> Result<String, Box<dyn Error>> {
    let reset = async |login: &str, reset: Reset| {
        let id = members.find(login).await?;
        hand_over(&members.reset(&id, reset).await?)
    };
    match command {
        StaffCommand::Add { login, name, role, .. } => {
            hand_over(&members.add(login, name, StaffRole::from(*role)).await?)
        }
        StaffCommand::List { .. } => Ok(table(&members.list().await?)),
        StaffCommand::Disable(Member { login, .. }) => {
            members.disable(&members.find(login).await?).await?;
            Ok("the member is disabled".to_owned())
        }
        StaffCommand::ResetPassword(Member { login, .. }) => {
            reset(login, Reset { password: true, second_factor: false }).await
        }
        StaffCommand::ResetSecondFactor(Member { login, .. }) => {
            reset(login, Reset { password: false, second_factor: true }).await
        }
    }
}

/// The text that is handed over to a member.
fn hand_over(handover: &Handover) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    if let Some(password) = &handover.password {
        writeln!(text, "first password: {password}")?;
    }
    if let Some(second_factor) = &handover.second_factor {
        writeln!(text, "second factor:  {}\n\n{}\n", second_factor.uri()?, second_factor.qr_text()?)?;
    }
    text.push_str("It is shown this once: hand it over to the member alone.");
    Ok(text)
}

/// One line for each member: login ID, role, state, name.
fn table(members: &[staff::Model]) -> String {
    let line = |member: &staff::Model| {
        let state = match (member.disabled_at.is_some(), member.is_set_up()) {
            (true, _) => "disabled",
            (false, true) => "active",
            (false, false) => "to set up",
        };
        format!("{:<32}  {:<13}  {state:<9}  {}", member.login_id, member.role, member.name)
    };
    members.iter().map(line).collect::<Vec<_>>().join("\n")
}
