//! 業種 as a table: their システム区分, the groups that may share a user ID, and the statistics that each may have.

use crate::value::choice::{self, Choice};

/// Groups of the official table of シングルサインオン (W3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Ⅰ
    I,
    /// Ⅱ
    II,
    /// Ⅲ
    III,
    /// Ⅳ
    IV,
    /// Ⅴ
    V,
    /// Ⅵ
    VI,
    /// Ⅶ
    VII,
}

/// Whether a trade fits a システム区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It does.
    Yes,
    /// Uncertain: warns.
    Unsure,
    /// It does not.
    No,
}

/// One 業種: a row of the tables.
#[derive(Debug)]
pub struct Trade {
    /// Its code in answers.
    pub code: &'static str,
    /// Its official name.
    pub label: &'static str,
    /// Its group; IDs of one user code stay within one (V-16).
    pub group: Group,
    /// Whether it may share a user ID with others of its group.
    pub sso: bool,
    /// Whether the rule of one group per user code leaves it out (機用品業, 自社通関, 輸出入者（外為法）).
    pub exempt: bool,
    /// 航空, 海上, 共用.
    pub fits: [Fit; 3],
    /// 管理統計資料 有料, 無料, 保税管理資料保存サービス.
    pub statistics: [bool; 3],
}

use Fit::{No as N, Unsure as U, Yes as Y};
use Group::{I, II, III, IV, V, VI, VII};

const O: bool = true;
const X: bool = false;

/// The trades in the official order.
///
/// Columns: SSO group and mark (W3); exempt from one group per code (W3); 航空 海上 共用 (W5);
/// 有料 無料 保存 (W4).
#[rustfmt::skip]
pub static TRADES: [Trade; 18] = [ //                                  組   SSO 除外   航空海上共用  有料無料保存
    trade("ship-company",     "船会社",                               III, X, X, [N, Y, N], [O, O, X]),
    trade("ship-agent",       "船舶代理店",                           IV,  X, X, [N, Y, N], [O, O, X]),
    trade("container-yard",   "CY",                                   II,  O, X, [N, Y, N], [O, X, O]),
    trade("bonded-warehouse", "保税蔵置場",                           II,  O, X, [Y, Y, Y], [O, X, O]),
    trade("customs-broker",   "通関業",                               I,   O, X, [Y, Y, Y], [O, O, X]),
    trade("own-customs",      "自社通関",                             I,   X, O, [Y, Y, Y], [O, O, X]),
    trade("ocean-forwarder",  "海貨業",                               I,   O, X, [N, Y, N], [O, X, X]),
    trade("nvocc",            "NVOCC",                                I,   O, X, [N, Y, N], [O, X, X]),
    trade("airline",          "航空会社",                             I,   O, X, [Y, N, N], [O, X, O]),
    trade("captain-agent",    "機長代行",                             I,   X, X, [Y, N, N], [X, X, X]),
    trade("air-cargo-agent",  "航空貨物代理店",                       I,   O, X, [Y, N, N], [O, X, X]),
    trade("aircraft-stores",  "機用品業",                             I,   X, O, [Y, U, N], [O, X, O]),
    trade("consolidator",     "混載業",                               I,   O, X, [Y, N, N], [O, X, X]),
    trade("trader",           "輸出入者",                             I,   O, X, [Y, Y, Y], [O, O, X]),
    trade("trader-fefta",     "輸出入者（外為法関連業務利用）",       I,   X, O, [N, N, Y], [X, X, X]),
    trade("general-filer",    "汎用申請者（汎用申請利用のみ）",       VI,  X, X, [Y, Y, Y], [O, X, X]),
    trade("van-pool",         "バンプール",                           VII, X, X, [N, Y, N], [X, X, X]),
    trade("insurer",          "損害保険会社",                         V,   X, X, [Y, Y, Y], [X, X, X]),
];

const fn trade(
    code: &'static str,
    label: &'static str,
    group: Group,
    sso: bool,
    exempt: bool,
    fits: [Fit; 3],
    statistics: [bool; 3],
) -> Trade {
    Trade { code, label, group, sso, exempt, fits, statistics }
}

/// The trades as choices of a field.
pub static CHOICES: [Choice; 18] = {
    let mut choices = [Choice { code: "", label: "" }; 18];
    let mut place = 0;
    while place < choices.len() {
        choices[place] = Choice { code: TRADES[place].code, label: TRADES[place].label };
        place += 1;
    }
    choices
};

/// システム区分, in the order of the columns of [`TRADES`].
pub static SYSTEMS: [Choice; 3] = [
    Choice { code: "air", label: "航空" },
    Choice { code: "sea", label: "海上" },
    Choice { code: "both", label: "共用" },
];

/// The kinds of statistics, in the order of the columns of [`TRADES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistics {
    /// 管理統計資料（有料分）
    Paid,
    /// 管理統計資料（無料分）
    Free,
    /// 保税管理資料保存サービス
    Storage,
}

impl Trade {
    /// The trade of a code.
    pub fn find(code: &str) -> Option<&'static Self> {
        TRADES.get(choice::position(code, &CHOICES)?)
    }

    /// The trades of a normal form of several codes; unknown codes are left out.
    pub fn of(codes: &str) -> impl Iterator<Item = &'static Self> {
        codes.split(' ').filter_map(Self::find)
    }

    /// Whether it fits a システム区分. With シングルサインオン all fit 共用, because trades of both may share one ID.
    pub fn fit(&self, system: &str, sso: bool) -> Fit {
        if sso && system == "both" {
            return Fit::Yes;
        }
        choice::position(system, &SYSTEMS).map_or(Fit::Yes, |column| self.fits[column])
    }

    /// Whether it may have this kind of statistics.
    pub const fn may_have(&self, statistics: Statistics) -> bool {
        self.statistics[statistics as usize]
    }

    /// Whether both may belong to one user code (V-16).
    pub fn shares_code_with(&self, other: &Self) -> bool {
        self.exempt || other.exempt || self.group == other.group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sharing(group: Group) -> Vec<&'static str> {
        TRADES.iter().filter(|trade| trade.sso && trade.group == group).map(|trade| trade.label).collect()
    }

    #[test]
    fn only_two_groups_can_share_an_id() {
        assert_eq!(
            sharing(Group::I),
            ["通関業", "海貨業", "NVOCC", "航空会社", "航空貨物代理店", "混載業", "輸出入者"]
        );
        assert_eq!(sharing(Group::II), ["CY", "保税蔵置場"]);
        for group in [Group::III, Group::IV, Group::V, Group::VI, Group::VII] {
            assert!(sharing(group).is_empty());
        }
    }

    #[test]
    fn storage_is_only_for_trades_that_may_have_paid_statistics() {
        assert!(TRADES.iter().all(|trade| !trade.may_have(Statistics::Storage) || trade.may_have(Statistics::Paid)));
    }

    #[test]
    fn three_trades_are_exempt_from_one_group() {
        let exempt: Vec<_> = TRADES.iter().filter(|trade| trade.exempt).map(|trade| trade.label).collect();
        assert_eq!(exempt, ["自社通関", "機用品業", "輸出入者（外為法関連業務利用）"]);
    }

    #[test]
    fn air_and_sea_trades_meet_in_the_shared_system_only_by_single_sign_on() {
        let consolidator = Trade::find("consolidator").unwrap();
        assert_eq!(consolidator.fit("both", false), Fit::No);
        assert_eq!(consolidator.fit("both", true), Fit::Yes);
        assert_eq!(consolidator.fit("sea", true), Fit::No);
    }
}
