//! 請求内容参照 (C-011, C-017): the bodies of `/api/bills` and `/api/staff/bills`.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::bill::Bill;

/// A line of `GET /api/bills`: the bills of the account's contracts, the newest month first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OfficeBill {
    /// 事業所コード.
    pub office: String,
    /// The bill, as it was corrected last.
    pub bill: Bill,
    /// Whether it replaces another one of its month.
    pub is_corrected: bool,
    /// 確定日: the instant of its import.
    pub confirmed_at: DateTime<FixedOffset>,
}

/// `POST /api/staff/bills`: a table of bills, imported whole or not at all. The reply is [`BillsImported`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct BillTable {
    /// The text of the file, or the copied cells.
    pub table: String,
}

/// The bills of a table, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct BillsImported {
    /// Bills of a month that had none.
    pub new: u32,
    /// Bills that replace another one of their month.
    pub corrected: u32,
    /// Bills that stood before.
    pub unchanged: u32,
}
