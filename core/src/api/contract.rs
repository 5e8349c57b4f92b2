//! 契約内容確認 (C-011): the bodies of `/api/contracts`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::Wire;

/// A line of `GET /api/contracts`: a contract of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OfficeContract {
    /// Random identity.
    pub id: String,
    /// 事業所コード.
    pub office: String,
    /// Its versions, the newest first. An application that lapsed or was withdrawn is none.
    pub versions: Vec<Version>,
}

/// A version of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Version {
    /// 適用日: the first day on which it is in force.
    pub effective_on: NaiveDate,
    /// 申込受付番号 of the application that made it.
    pub number: String,
    /// Random identity of that application.
    pub application: String,
}

/// `GET /api/contracts/{id}?on=2026-12-01`: what is in force on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ContractOn {
    /// The day: today, if none is asked for.
    pub on: NaiveDate,
    /// The version in force and what it says; none before the first.
    pub in_force: Option<VersionInForce>,
}

/// A version with its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct VersionInForce {
    /// The version.
    pub version: Version,
    /// The submission with the center's answers.
    pub document: Wire,
}
