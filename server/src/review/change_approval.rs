//! 承認 of a change: the codes of what is new, the versions of the contract, and the passwords of new users.
//!
//! Changes stack in the order of their days: a version that comes into force later is made anew with this change in it.

use std::collections::HashSet;

use chrono::NaiveDate;
use nss_core::{
    api::{Instant, ProblemKind},
    application::{office, start},
    change_application::{self, SharingChange, rebase},
    form::{At, Draft, Fault, Field},
    review::{Kind, contract, news as sentences},
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
};

use super::{
    By, MoveError, Reviews, approval, change,
    content::{self, submission, unreadable},
    credentials, sharing,
};
use crate::store::{
    self, application, company, contract as contract_row, contract_version, credential, millis, news, registration_day,
};

/// Writes what an approved change makes of a contract. `changed` is the version that it was begun from, `contract` that document
/// with the change and the center's answers.
pub(super) async fn write(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    changed: &contract_version::Model,
    contract: &mut Draft,
    by: By<'_>,
    now: Instant,
) -> Result<(), MoveError> {
    let base = changed.document()?;
    let begun = change_application::begin(&base).map_err(|error| unreadable(&error))?;
    let whole_company = change_application::company_wide(submission(application)?.answers(), &begun);
    let shared = change_application::sharing_changes(submission(application)?.answers(), &begun);
    let row = change::locked(transaction, &changed.contract_id).await?;
    let mut others = Vec::new();
    if !whole_company.is_empty() || !shared.is_empty() {
        // Before any code: another approval holds its contract while it waits for one.
        others = contract_row::others_of_company(&row).lock_exclusive().all(transaction).await?;
    }
    sharing::check(transaction, submission(application)?.answers(), &begun, &others).await?;
    approval::allot(transaction, contract, Some(&base), &row.id).await?;
    let mut faults = contract::check_change(contract, now.date_naive());
    faults.extend(contract::check_end(contract, &base));
    let days = registration_day::all(transaction).await?;
    faults.extend(contract::check_registration_day(contract, &days, now.date_naive()));
    if faults.iter().any(Fault::blocks) {
        return Err(MoveError::Faulty(faults));
    }
    let version = Version::of(application, contract, by, now)?;
    let own = |old: &Draft| rebase(contract, &base, old);
    version.insert(transaction, &row, own, Some(contract)).await?;
    let known = credential::Entity::find().filter(credential::Column::ContractId.eq(&row.id)).all(transaction).await?;
    let known: HashSet<String> = known.into_iter().map(|known| known.code).collect();
    let new = credentials::draw_users(&reviews.cipher, contract, &row, &known)?;
    approval::insert(transaction, &new).await?;
    reviews.rebase_others(transaction, application, &row, now).await?;
    let company = Company { reviews, transaction, application, version: &version };
    company.write_shared(&shared, &row, &others).await?;
    if whole_company.is_empty() { Ok(()) } else { company.write_answers(&whole_company, contract, others).await }
}

/// The company of an office whose change is approved.
struct Company<'a> {
    reviews: &'a Reviews,
    transaction: &'a DatabaseTransaction,
    application: &'a application::Model,
    version: &'a Version<'a>,
}

impl Company<'_> {
    /// Makes what a change says of the whole company in the contracts of its other offices, and in the company itself (C-022).
    async fn write_answers(
        &self,
        fields: &[&'static Field],
        contract: &Draft,
        others: Vec<contract_row::Model>,
    ) -> Result<(), MoveError> {
        let change = |old: &Draft| {
            let mut new = old.clone();
            for field in fields {
                new.set(At::once(field), contract.get(At::once(field)));
            }
            new
        };
        for other in &others {
            self.write(other, change, sentences::company_changed(self.version.from)).await?;
        }
        let text = |field| contract.get(At::once(field)).to_owned();
        let company = company::ActiveModel {
            abbreviation: Set(text(&office::ABBREVIATION)),
            name: Set(text(&office::COMPANY)),
            kana: Set(text(&office::COMPANY_KANA)),
            ..Default::default()
        };
        company.update(self.transaction).await?;
        Ok(())
    }

    /// Makes 機器共用 that begins or ends in the contracts of the offices that own the equipment (C-071, C-072).
    async fn write_shared(
        &self,
        shared: &[SharingChange],
        row: &contract_row::Model,
        others: &[contract_row::Model],
    ) -> Result<(), MoveError> {
        for SharingChange { partner, is_release } in shared {
            let Some(other) = others.iter().find(|other| other.office_code == *partner) else { continue };
            let id = content::new_row()?;
            let change = |old: &Draft| {
                let mut new = old.clone();
                change_application::mirror(&mut new, &row.office_code, *is_release, id);
                new
            };
            let text = sentences::sharing_changed(&row.office_code, *is_release, self.version.from);
            self.write(other, change, text).await?;
        }
        if shared.iter().any(|change| change.is_release) {
            self.tell(row, sentences::released(self.version.from)).await?;
        }
        Ok(())
    }

    /// Changes the contract of another office, with a version of its own and a line of 新着情報.
    async fn write(
        &self,
        other: &contract_row::Model,
        change: impl FnOnce(&Draft) -> Draft,
        text: String,
    ) -> Result<(), MoveError> {
        if !self.version.insert(self.transaction, other, change, None).await? {
            return Ok(());
        }
        self.reviews.rebase_others(self.transaction, self.application, other, self.version.at).await?;
        self.tell(other, text).await
    }

    /// Writes a line of 新着情報.
    async fn tell(&self, office: &contract_row::Model, text: String) -> Result<(), MoveError> {
        let told = news::Model {
            id: store::new_id()?,
            account_id: office.account_id.clone(),
            contract_id: Some(office.id.clone()),
            at: millis(self.version.at),
            kind: Kind::Change.code().to_owned(),
            number: None,
            text,
        };
        news::Entity::insert(told.into_active_model().reset_all()).exec_without_returning(self.transaction).await?;
        Ok(())
    }
}

/// A version that an approval writes into each contract that it changes.
struct Version<'a> {
    number: &'a str,
    from: NaiveDate,
    by: By<'a>,
    at: Instant,
}

impl<'a> Version<'a> {
    fn of(application: &'a application::Model, contract: &Draft, by: By<'a>, at: Instant) -> Result<Self, MoveError> {
        let from = contract::day(contract, &start::CONFIRMED_DATE).ok_or(ProblemKind::Internal)?;
        Ok(Self { number: &application.number, from, by, at })
    }

    /// Changes the document that is in force on its day, and makes the versions anew that come into force later. The last of them is
    /// `last`, if it was made of the last one. A contract that lapsed has no version and gets none, and one
    /// that has ended gets no other; returns whether it was changed.
    async fn insert(
        &self,
        transaction: &DatabaseTransaction,
        row: &contract_row::Model,
        change: impl FnOnce(&Draft) -> Draft,
        last: Option<&Draft>,
    ) -> Result<bool, MoveError> {
        let from = date::write(self.from);
        let stack = contract_version::stack(transaction, &row.id).await?;
        let (before, later): (Vec<_>, Vec<_>) = stack.into_iter().partition(|version| version.effective_on <= from);
        // A contract of the company that begins later has the change from its first day on.
        let mut versions = Vec::new();
        let below = before.last();
        let Some(first) = below.or(later.first()) else { return Ok(false) };
        // Of versions of one day the one approved last is in force: the clock of another process may be ahead.
        let known = before.iter().chain(&later).map(|version| version.approved_at + 1).max().unwrap_or_default();
        let mut old = first.document()?;
        if contract::day(&old, &start::END_DATE).is_some_and(|end| end < self.from) {
            return Ok(false);
        }
        let mut new = change(&old);
        if below.is_some() {
            versions.push((self.number, from, new.clone()));
        }
        for (place, above) in later.iter().enumerate() {
            let document = above.document()?;
            new = match last.filter(|_| place + 1 == later.len()) {
                Some(last) => with_days_of(last, &document),
                None => rebase(&document, &old, &new),
            };
            old = document;
            versions.push((&above.number, above.effective_on.clone(), new.clone()));
        }
        for (number, effective_on, document) in versions {
            let version = contract_version::Model {
                id: store::new_id()?,
                contract_id: row.id.clone(),
                effective_on,
                number: number.to_owned(),
                approved_by: self.by.id().unwrap_or_default(),
                approved_at: millis(self.at).max(known),
                body: serde_json::to_string(&document)?,
            };
            let version = version.into_active_model().reset_all();
            contract_version::Entity::insert(version).exec_without_returning(transaction).await?;
        }
        Ok(true)
    }
}

/// A document with the days of another one.
fn with_days_of(document: &Draft, other: &Draft) -> Draft {
    let mut document = document.clone();
    for field in start::START.fields {
        document.set(At::once(field), other.get(At::once(field)));
    }
    document
}
