//! オプションメニュー of a line: the options available on each kind of line, and those that exclude each other
//! (N-150 … N-166, V-09).

use crate::form::Message;
use crate::value::choice::Choice;

/// The options of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// 冗長化: BB光回線 and devices as a backup of the leased line (N-152).
    Redundancy,
    /// 予備機設置: a spare router at the customer's (N-153).
    SpareRouter,
    /// Ping監視: the center watches line and router (N-154).
    PingMonitoring,
}

/// The kinds of line that the table distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// 専用線 0.5 Mbps.
    Half,
    /// 専用線 1, 3, 5 or 10 Mbps.
    One,
    /// ブロードバンド（光）.
    Optical,
}

use Menu::{PingMonitoring, Redundancy, SpareRouter};

const O: bool = true;
const X: bool = false;

/// 接続種別等によるオプションメニュー利用可否表 (N-160 … N-162). Columns in the order of [`Line`].
#[rustfmt::skip]
pub static AVAILABLE: [(Menu, [bool; 3]); 3] = [ //   0.5  1–10  光
    (Redundancy,     [X,   O,   X]),
    (SpareRouter,    [O,   O,   O]),
    (PingMonitoring, [O,   O,   X]),
];

/// The speeds of a leased line in Mbps (N-143).
pub static SPEEDS: [Choice; 5] = [
    Choice { code: "0.5", label: "0.5 Mbps" },
    Choice { code: "1", label: "1 Mbps" },
    Choice { code: "3", label: "3 Mbps" },
    Choice { code: "5", label: "5 Mbps" },
    Choice { code: "10", label: "10 Mbps" },
];

/// 保守時間帯 (N-150).
pub static HOURS: [Choice; 3] = [
    Choice { code: "weekdays", label: "平日" },
    Choice { code: "daily", label: "毎日" },
    Choice { code: ALL_HOURS, label: "24時間365日" },
];

/// The one 保守時間帯 in which options are available (N-151).
pub const ALL_HOURS: &str = "always";

/// N-151.
pub static NEEDS_ALL_HOURS: Message =
    Message::blocks("option.hours", "{label}は、保守時間帯が「24時間365日」の場合だけ申し込めます。");
/// N-160 … N-162.
pub static NOT_ON_THIS_LINE: Message = Message::blocks("option.line", "{label}は、{line}では申し込めません。");
/// N-153.
pub static NOT_WITH_REDUNDANCY: Message =
    Message::blocks("option.spare-router", "冗長化を選択する場合は、予備機設置は行えません。");
/// N-154.
pub static COMES_WITH_REDUNDANCY: Message =
    Message::blocks("option.ping", "冗長化を選択する場合は、Ping監視が付帯されます。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NEEDS_ALL_HOURS, &NOT_ON_THIS_LINE, &NOT_WITH_REDUNDANCY, &COMES_WITH_REDUNDANCY];

impl Line {
    /// Every kind, in the order of the table's columns.
    pub const ALL: [Self; 3] = [Self::Half, Self::One, Self::Optical];

    /// The column of a line's answers; none while they are not given.
    pub fn of(access: &str, speed: &str) -> Option<Self> {
        match (access, speed) {
            ("broadband", _) => Some(Self::Optical),
            ("leased", "0.5") => Some(Self::Half),
            ("leased", "1" | "3" | "5" | "10") => Some(Self::One),
            _ => None,
        }
    }

    /// Its name in a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Half => "専用線 0.5 Mbps",
            Self::One => "専用線 1〜10 Mbps",
            Self::Optical => "ブロードバンド（光）",
        }
    }
}

/// The verdict of the menu on one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// May be taken or not.
    Free,
    /// Must be taken.
    Bundled,
    /// Not in this 保守時間帯.
    Hours,
    /// Not on this line.
    Line(Line),
    /// Not beside 冗長化.
    Redundancy,
}

/// The verdict on an option: by the table, then by its footnotes. A line without an answer refuses nothing.
pub fn verdict(menu: Menu, line: Option<Line>, hours: &str, redundancy: bool) -> Verdict {
    if let Some(line) = line.filter(|line| !is_available(menu, *line)) {
        return Verdict::Line(line);
    }
    match menu {
        _ if hours != ALL_HOURS => Verdict::Hours,
        SpareRouter if redundancy => Verdict::Redundancy,
        PingMonitoring if redundancy => Verdict::Bundled,
        _ => Verdict::Free,
    }
}

/// Whether the table has ○.
pub fn is_available(menu: Menu, line: Line) -> bool {
    AVAILABLE.iter().any(|(known, lines)| *known == menu && lines[line as usize])
}
