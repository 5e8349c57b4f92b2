//! An office with a contract: its application is registered and approved.

use anyhow::Result;
use nss_tests::{Browsers, Person, Service};

use crate::sample::{WALKS, applied};
use crate::staff::member::Member;

/// The two sides of the contract NAC001, which is in force from 2019-05-07 on.
pub(crate) struct Approved<'a> {
    /// The applicant, on the page of the receipt.
    pub(crate) applicant: Person<'a>,
    /// The applicant's log-in.
    pub(crate) credentials: (String, String),
    /// An administrator of the staff, on the page of the application.
    pub(crate) administrator: Person<'a>,
    /// The administrator's account.
    pub(crate) member: Member,
}

impl<'a> Approved<'a> {
    /// Registers the application for terminals behind a gateway, and approves it.
    pub(crate) async fn office(service: &'a Service, browsers: &Browsers) -> Result<Self> {
        let (applicant, credentials) = applied(service, browsers, WALKS[2]).await?;
        let member = Member::added(service, "taro", "管理 太郎", "administrator")?;
        let administrator = member.at_work(service, browsers).await?;
        administrator.presses("1800001A").await?;
        administrator.presses("内容確認を始める").await?;
        administrator.types("利用開始日", "2019/05/07").await?;
        administrator.types("企業略称", "NAC").await?;
        administrator.sees("企業略称「NAC」の次のコードを付けます").await?;
        administrator.presses("承認する").await?;
        administrator.sees("NAC001").await?;
        Ok(Self { applicant, credentials, administrator, member })
    }
}
