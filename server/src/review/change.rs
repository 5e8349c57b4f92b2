//! 変更申込 of a contract in use: begun from its last document, checked against it, registered, and put on a new document when another
//! change of the contract is approved (C-020 … C-100, F107 … F110).

use nss_core::{
    account::life::State as Life,
    api::{Instant, ProblemKind, Receipt, change::ChangeDraft},
    application::{billing::payment, start},
    change_application::{FORM, begin, lines, rebase},
    form::{Draft, Submission, difference::ChangeLine},
    mail,
    receipt_number::Series,
    review::{Kind, Move, contract::day, life, news as sentences},
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Set,
};

use super::{
    By, Content, MoveError, MoveRequest, Reviews,
    content::{submission, unreadable},
    notices,
    registration::{self, Registration},
    sharing,
};
use crate::{
    account::applicant_answers,
    error::ApiError,
    mail::outbox::Recipient,
    store::{self, account, application, company, contract, contract_version, draft, millis, news},
};

impl Reviews {
    /// The open draft of 変更申込 of a contract of the account; the first call begins it.
    pub async fn begin_change(&self, owner: &account::Model, contract_id: &str) -> Result<ChangeDraft, MoveError> {
        let transaction = store::begin(&self.db).await?;
        // Calls at the same time find one draft.
        let contract = locked(&transaction, contract_id).await?;
        if contract.account_id != owner.id {
            return Err(MoveError::NotFound);
        }
        if owner.state != Life::InUse.code() {
            let words = "契約内容の変更は、利用開始日から申し込むことができます。";
            return Err(ApiError::with_detail(ProblemKind::MoveRefused, words).into());
        }
        let version = last_version(&transaction, contract_id).await?;
        if let Some(end) = day(&version.document()?, &start::END_DATE) {
            let words = format!("この契約は{}で終了するため、変更を申し込むことはできません。", date::long_form(end));
            return Err(ApiError::with_detail(ProblemKind::MoveRefused, words).into());
        }
        let base = begun(&version)?;
        let open = draft::changes_of(contract_id).filter(draft::Column::OpenUntil.eq(draft::FOREVER));
        // A returned application is answered first.
        let (mut draft, mut returned) = (None, None);
        for open in open.order_by_desc(draft::Column::SavedAt).all(&transaction).await? {
            let made = application::of_draft(&transaction, &open.id).await?;
            if draft.is_none() || made.is_some() {
                draft = Some(open.id);
                returned = made.map(|made| made.id);
            }
        }
        let draft = match draft {
            Some(open) => open,
            None => insert_draft(&transaction, &contract, &version, &base, self.clock.now()).await?,
        };
        let offices = contract::others_of_company(&contract).all(&transaction).await?;
        let offices = contract_version::standing_among(&transaction, offices).await?;
        transaction.commit().await?;
        Ok(ChangeDraft {
            draft,
            contract: contract.id,
            office: contract.office_code,
            number: version.number,
            effective_on: date::parse(&version.effective_on).ok_or(ProblemKind::Internal)?,
            base: base.to_wire(),
            offices: offices.into_iter().map(|office| office.office_code).collect(),
            returned,
        })
    }

    /// 登録 of 変更申込. A second call gets the first receipt.
    pub async fn register_change(
        &self,
        draft: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<&str>,
    ) -> Result<Receipt, MoveError> {
        let now = self.clock.now();
        let transaction = store::begin(&self.db).await?;
        match self.write_change(&transaction, draft, submission, idempotency_key, now).await {
            Ok(receipt) => {
                transaction.commit().await?;
                self.outbox.notify();
                Ok(receipt)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    async fn write_change(
        &self,
        transaction: &DatabaseTransaction,
        draft: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<&str>,
        now: Instant,
    ) -> Result<Receipt, MoveError> {
        // An approval of another change waits, or has saved the draft anew.
        let contract = locked(transaction, &version_of(transaction, draft).await?.contract_id).await?;
        if let Some(first) = application::of_draft(transaction, &draft.id).await? {
            return Ok(first.receipt());
        }
        let registration = Registration { draft, submission, series: Series::Application, idempotency_key };
        let (registered, number) = registration::write(transaction, registration, now).await?;
        let base = begun(&version_of(transaction, draft).await?)?;
        let offices = contract::others_of_company(&contract).all(transaction).await?;
        sharing::check(transaction, submission.answers(), &base, &offices).await?;
        let changes = lines(submission.answers(), &base);
        let (operator, login_url) = (&self.config.operator, self.config.login_url());
        let to = applicant_answers::salutation(submission);
        let received = mail::Received { number, at: &now, login_url: &login_url };
        let receipt = mail::change_receipt(operator, &to, &received, &changes);
        let mut mails: Vec<_> =
            notices::recipients(submission).into_iter().map(|address| (address, receipt.clone())).collect();
        let pays_anew = changes.iter().any(|change| change.path.starts_with(payment::PAYMENT.key));
        if pays_anew && payment::needs_new_account(submission) {
            mails.push((applicant_answers::mail(submission), mail::debit_form(operator, &to, number)));
        }
        for (address, mail) in mails {
            let recipient = Recipient { account_id: &registered.account_id, address };
            self.outbox.queue(transaction, Some(recipient), mail, now).await?;
        }
        Ok(registered.receipt())
    }

    /// Puts every other change of a contract that is open or under review on the document of its last version, and tells its
    /// applicant. Nobody's answer is lost: of one that both changed, that of the application stays.
    pub(super) async fn rebase_others(
        &self,
        transaction: &DatabaseTransaction,
        approved: &application::Model,
        contract: &contract::Model,
        now: Instant,
    ) -> Result<(), MoveError> {
        let last = last_version(transaction, &contract.id).await?;
        let base = begun(&last)?;
        let others = draft::changes_of(&contract.id).filter(draft::Column::Id.ne(&approved.draft_id));
        for other in others.lock_exclusive().all(transaction).await? {
            let made = application::of_draft(transaction, &other.id).await?;
            let known = made.as_ref().and_then(|made| made.kind().zip(made.state()));
            if known.is_some_and(|(kind, state)| life::has_ended(kind, state)) {
                continue;
            }
            let before = begun(&version_of(transaction, &other).await?)?;
            let typed = read_draft(&other)?;
            let mut change = other.clone().into_active_model();
            change.body = Set(serde_json::to_string(&rebase(&typed, &before, &base).to_wire())?);
            change.revision = Set(other.revision + 1);
            change.change_of = Set(Some(last.id.clone()));
            change.update(transaction).await?;
            match made {
                Some(made) => self.rebase_application(transaction, &made, (&before, &base), now).await?,
                None => tell_draft(transaction, &other, &contract.id, now).await?,
            }
        }
        Ok(())
    }

    async fn rebase_application(
        &self,
        transaction: &DatabaseTransaction,
        made: &application::Model,
        (before, base): (&Draft, &Draft),
        now: Instant,
    ) -> Result<(), MoveError> {
        let sent = submission(made)?;
        let wire = rebase(sent.answers(), before, base).to_wire();
        let rebased = Submission::stored(&FORM, &wire).map_err(|error| unreadable(&error))?;
        let request = MoveRequest {
            application_id: &made.id,
            revision: made.revision,
            by: By::Clock,
            step: Move::Rebase,
            content: Content::Rebased(&rebased),
        };
        Box::pin(self.write(transaction, request, None, now)).await.map(drop)
    }
}

/// The document from which a draft of 変更申込 was begun; none for any other draft.
pub async fn base_of(db: &impl ConnectionTrait, draft: &draft::Model) -> Result<Option<Draft>, MoveError> {
    if draft.change_of.is_none() {
        return Ok(None);
    }
    begun(&version_of(db, draft).await?).map(Some)
}

/// The contract as it stood when a change application was begun, or when it was put on a newer one; none for any other
/// application.
pub async fn changed_contract(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Option<contract_version::Model>, MoveError> {
    if !application.kind().is_some_and(Kind::changes_contract) {
        return Ok(None);
    }
    let draft = draft::Entity::find_by_id(&application.draft_id).one(db).await?.ok_or(MoveError::NotFound)?;
    version_of(db, &draft).await.map(Some)
}

/// The document from which a change application was begun, or on which it was put; none for any other application.
pub async fn base_of_application(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Option<Draft>, MoveError> {
    changed_contract(db, application).await?.as_ref().map(begun).transpose()
}

/// Before and after of what a change application changes in its contract; of any other application nothing.
pub async fn changes_of(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Vec<ChangeLine>, MoveError> {
    match base_of_application(db, application).await? {
        Some(base) => Ok(lines(submission(application)?.answers(), &base)),
        None => Ok(Vec::new()),
    }
}

/// A version as the document of a new draft.
pub(super) fn begun(version: &contract_version::Model) -> Result<Draft, MoveError> {
    begin(&version.document()?).map_err(|error| unreadable(&error))
}

/// Locks the contract of a change application, and for its approval the company before: approvals of one company come one after the
/// other, and every move takes its locks in the order company, contracts, codes, applications, drafts.
pub(super) async fn lock_contract(
    transaction: &DatabaseTransaction,
    application: &application::Model,
    step: Move,
) -> Result<(), MoveError> {
    let Some(version) = changed_contract(transaction, application).await? else { return Ok(()) };
    if step == Move::Approve {
        let contract = contract::Entity::find_by_id(&version.contract_id).one(transaction).await?;
        company::lock(transaction, &contract.ok_or(MoveError::NotFound)?.abbreviation).await?;
    }
    locked(transaction, &version.contract_id).await.map(drop)
}

/// The contract, locked until the transaction ends.
pub(super) async fn locked(transaction: &DatabaseTransaction, id: &str) -> Result<contract::Model, MoveError> {
    contract::Entity::find_by_id(id).lock_exclusive().one(transaction).await?.ok_or(MoveError::NotFound)
}

async fn last_version(db: &impl ConnectionTrait, contract_id: &str) -> Result<contract_version::Model, MoveError> {
    contract_version::stack(db, contract_id).await?.pop().ok_or(MoveError::NotFound)
}

async fn version_of(db: &impl ConnectionTrait, draft: &draft::Model) -> Result<contract_version::Model, MoveError> {
    let id = draft.change_of.as_deref().unwrap_or_default();
    contract_version::Entity::find_by_id(id).one(db).await?.ok_or(MoveError::NotFound)
}

fn read_draft(stored: &draft::Model) -> Result<Draft, MoveError> {
    let wire = serde_json::from_str(&stored.body)?;
    Draft::from_wire(&FORM, &wire).map_err(|error| unreadable(&error))
}

async fn insert_draft(
    transaction: &DatabaseTransaction,
    contract: &contract::Model,
    version: &contract_version::Model,
    base: &Draft,
    now: Instant,
) -> Result<String, MoveError> {
    let begun = draft::Model {
        id: store::new_id()?,
        account_id: contract.account_id.clone(),
        body: serde_json::to_string(&base.to_wire())?,
        revision: 1,
        saved_at: millis(now),
        open_until: draft::FOREVER,
        settings_of: None,
        change_of: Some(version.id.clone()),
    };
    let row = begun.clone().into_active_model().reset_all();
    draft::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(begun.id)
}

/// Tells an applicant whose change is not registered yet.
async fn tell_draft(
    transaction: &DatabaseTransaction,
    other: &draft::Model,
    contract_id: &str,
    now: Instant,
) -> Result<(), MoveError> {
    let line = news::Model {
        id: store::new_id()?,
        account_id: other.account_id.clone(),
        contract_id: Some(contract_id.to_owned()),
        at: millis(now),
        kind: Kind::Change.code().to_owned(),
        number: None,
        text: sentences::REBASED_DRAFT.to_owned(),
    };
    news::Entity::insert(line.into_active_model().reset_all()).exec_without_returning(transaction).await?;
    Ok(())
}
