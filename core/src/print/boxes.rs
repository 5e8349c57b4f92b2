//! The boxes of the printed forms, and where the text of each comes from (C-110 … C-113). A box that nobody is asked
//! about stays empty; its row says why.

use super::PrintedTable;
use crate::application::user_codes::ids;
use crate::application::{access, connection, fee_plan, lines, mailbox, net, office, start, user_codes};
use crate::change_application::request;
use crate::form::{Field, Scope};
use crate::value::{codes, number};

/// The origin of the text of a box.
#[derive(Clone, Copy)]
pub enum Source {
    /// An answer, in the words of the page.
    Answer(&'static Field),
    /// A text made from several answers.
    Answers(fn(&Scope) -> String),
    /// The one 識別番号 of a row.
    Number,
    /// Words with ■ if the answer is this code, else with □.
    Marks(&'static [Mark]),
    /// A text that does not depend on the answers, and why.
    Fixed(&'static str, &'static str),
}

/// A question, the code that marks the word, and the word.
pub type Mark = (&'static Field, &'static str, &'static str);

/// A box: its label and its source.
pub type PrintBox = (&'static str, Source);

/// A table of a form, as it is declared.
pub struct Block {
    /// The heading of the part that begins here; empty within a part.
    pub part: &'static str,
    /// The name of the table.
    pub title: &'static str,
    /// Its rows.
    pub shape: Shape,
}

/// Visits the rows of a list; the text is the 識別番号 of the row, if there is a row for each.
type EachRow = fn(&Scope, &mut dyn FnMut(&Scope, &str));

/// The rows of a table.
pub enum Shape {
    /// One row for each box: its label and its text.
    Facts(&'static [PrintBox]),
    /// Two columns with these labels, and one row for each box.
    Numbers([&'static str; 2], &'static [PrintBox]),
    /// One row for each row of a list; the boxes are the columns.
    List(EachRow, &'static [PrintBox]),
}

const LEASED: &str = "【専用回線接続によるNACCSの利用】";
const INTERNET: &str = "【インターネット接続によるNACCSの利用】";

/// システムサービス利用申込書 (C-110 … C-112).
pub static APPLICATION: [Block; 8] = [
    Block { part: "", title: "", shape: Shape::Facts(&OFFICE_BEFORE) },
    Block { part: LEASED, title: "利用者ID", shape: Shape::List(each_line_id, &IDS_BEFORE) },
    DEVICES,
    MAILBOXES,
    LINES,
    INTERNET_IDS_BEFORE,
    INTERNET_DEVICES,
    PLANS,
];

/// システムサービス利用承諾書 (C-113).
pub static ACCEPTANCE: [Block; 8] = [
    Block { part: "", title: "", shape: Shape::Facts(&OFFICE_AFTER) },
    Block { part: LEASED, title: "利用者ID", shape: Shape::List(each_line_number, &IDS_AFTER) },
    DEVICES,
    MAILBOXES,
    LINES,
    INTERNET_IDS_AFTER,
    INTERNET_DEVICES,
    PLANS,
];

/// The office of システム利用申込書(変更), as its contract has it (C-022).
pub static CHANGED_OFFICE: [Block; 1] = [Block { part: "", title: "", shape: Shape::Facts(&OFFICE_IN_USE) }];
/// The request of システム利用申込書(変更) (C-030 … C-051).
pub static CHANGE: [Block; 1] = [Block { part: "", title: "", shape: Shape::Facts(&REQUEST) }];

const DEVICES: Block =
    Block {
        part: "", title: "機器等の台数", shape: Shape::Numbers(["機器等の種別", "台数"], &DEVICE_BOXES)
    };
const MAILBOXES: Block = Block { part: "", title: "", shape: Shape::Facts(&MAILBOX_BOXES) };
const LINES: Block = Block { part: "", title: "アクセス回線", shape: Shape::List(each_line, &LINE_BOXES) };
const INTERNET_IDS_BEFORE: Block =
    Block { part: INTERNET, title: "利用者ID", shape: Shape::List(each_net_id, &IDS_BEFORE) };
const INTERNET_IDS_AFTER: Block =
    Block { part: INTERNET, title: "利用者ID", shape: Shape::List(each_net_number, &IDS_AFTER) };
const INTERNET_DEVICES: Block =
    Block {
        part: "", title: "機器等の台数", shape: Shape::Numbers(["機器等の種別", "台数"], &INTERNET_BOXES)
    };
const PLANS: Block = Block { part: "適用料金の選択", title: "", shape: Shape::Facts(&PLAN_BOXES) };

const COMPANY: PrintBox = ("会社名", Source::Answer(&office::COMPANY));
const OFFICE: PrintBox = ("事業所名", Source::Answer(&office::NAME));
const ADDRESS: PrintBox = ("事業所所在地", Source::Answers(address));

static OFFICE_BEFORE: [PrintBox; 5] = [
    COMPANY,
    OFFICE,
    ("事業所コード", Source::Fixed("", "the center gives it with the approval (N-260)")),
    ADDRESS,
    ("利用開始希望日", Source::Answer(&start::DATE)),
];
static OFFICE_AFTER: [PrintBox; 5] = [
    COMPANY,
    OFFICE,
    ("事業所コード", Source::Answer(&office::CODE)),
    ADDRESS,
    ("利用開始日", Source::Answer(&start::CONFIRMED_DATE)),
];

static OFFICE_IN_USE: [PrintBox; 4] = [COMPANY, OFFICE, ("事業所コード", Source::Answer(&office::CODE)), ADDRESS];
static REQUEST: [PrintBox; 3] = [
    ("変更項目", Source::Answers(items)),
    ("利用開始希望日", Source::Answer(&start::DATE)),
    ("変更する理由", Source::Answer(&request::REASON)),
];

const TRADES: PrintBox = ("業務の種別", Source::Answer(&ids::TRADES));
const CODE: PrintBox = ("利用者コード", Source::Answer(&user_codes::CODE));
const STATISTICS: PrintBox =
    ("管理統計資料", Source::Marks(&[(&user_codes::PAID, "yes", "有料"), (&user_codes::FREE, "yes", "無料")]));
const STORAGE: PrintBox = ("保存サービス", Source::Marks(&[(&user_codes::STORAGE, "yes", "保存")]));
const CODE_SYSTEM: PrintBox = ("システム区分", Source::Answer(&user_codes::SYSTEM));

static IDS_BEFORE: [PrintBox; 6] =
    [TRADES, CODE, ("識別番号", Source::Answer(&ids::COUNT)), STATISTICS, STORAGE, CODE_SYSTEM];
static IDS_AFTER: [PrintBox; 6] = [TRADES, CODE, ("識別番号", Source::Number), STATISTICS, STORAGE, CODE_SYSTEM];

static DEVICE_BOXES: [PrintBox; 3] = [
    ("論理端末数", Source::Answers(|whole| total(whole, &lines::TERMINALS, &connection::TERMINALS))),
    ("メール処理方式の端末台数", Source::Fixed("", "the form asks for user IDs, not for their computers (N-134)")),
    ("SMTP/POP3のサーバ台数", Source::Answers(|whole| total(whole, &lines::SERVERS, &connection::SERVERS))),
];
static MAILBOX_BOXES: [PrintBox; 2] = [
    ("メールボックス数", Source::Answer(&mailbox::COUNT)),
    ("メールアドレス数", Source::Fixed("", "the form does not ask for addresses (N-190)")),
];
static LINE_BOXES: [PrintBox; 6] = [
    ("回線種別", Source::Answer(&lines::ACCESS)),
    ("速度", Source::Answer(&lines::SPEED)),
    ("配線レンタル", Source::Marks(&[(&lines::WIRING, "center", "")])),
    ("システム区分", Source::Answer(&lines::SYSTEM)),
    ("保守時間帯", Source::Answer(&lines::HOURS)),
    (
        "オプションメニュー",
        Source::Marks(&[
            (&lines::REDUNDANCY, "yes", "冗長化"),
            (&lines::SPARE_ROUTER, "yes", "予備機"),
            (&lines::PING, "yes", "ping監視"),
        ]),
    ),
];
static INTERNET_BOXES: [PrintBox; 2] = [
    ("netNACCSで利用する端末台数", Source::Answer(&net::TERMINALS)),
    ("webNACCSで利用するデジタル証書数", Source::Answer(&net::CERTIFICATES)),
];
static PLAN_BOXES: [PrintBox; 3] = [
    (
        "専用回線接続",
        Source::Marks(&[(&fee_plan::PLAN, "a", "基本料金+従量料金"), (&fee_plan::PLAN, "b", "従量料金のみ")]),
    ),
    (
        "インターネット接続",
        Source::Marks(&[(&fee_plan::NET_PLAN, "a", "基本料金+従量料金"), (&fee_plan::NET_PLAN, "b", "従量料金のみ")]),
    ),
    ("共同利用の親の事業所コード", Source::Fixed("", "共同利用 begins by a change of the contract (C-040)")),
];

impl Source {
    /// The text of the box, as seen from a row.
    fn text(&self, scope: &Scope, number: &str) -> String {
        match self {
            Self::Answer(field) => scope.words(field),
            Self::Answers(text) => text(scope),
            Self::Number => number.to_owned(),
            Self::Marks(marks) => {
                let mark =
                    |(field, code, word): &Mark| format!("{}{word}", if scope.is(field, code) { '■' } else { '□' });
                marks.iter().map(mark).collect::<Vec<_>>().join(" ")
            }
            Self::Fixed(text, _) => (*text).to_owned(),
        }
    }
}

impl Block {
    /// The table with its texts.
    pub(super) fn table(&self, whole: &Scope) -> PrintedTable {
        let labels = |boxes: &[PrintBox]| boxes.iter().map(|(label, _)| (*label).to_owned()).collect();
        let facts = |boxes: &[PrintBox]| {
            boxes.iter().map(|(label, source)| vec![(*label).to_owned(), source.text(whole, "")]).collect()
        };
        let (columns, rows) = match &self.shape {
            Shape::Facts(boxes) => (Vec::new(), facts(boxes)),
            Shape::Numbers(columns, boxes) => (columns.map(str::to_owned).to_vec(), facts(boxes)),
            Shape::List(each, boxes) => {
                let mut rows = Vec::new();
                each(whole, &mut |scope, number| {
                    rows.push(boxes.iter().map(|(_, source)| source.text(scope, number)).collect());
                });
                (labels(boxes), rows)
            }
        };
        PrintedTable { part: self.part.to_owned(), title: self.title.to_owned(), columns, rows }
    }
}

/// The user IDs of an office with both accesses stand in both parts: they are asked for once.
fn each_line_id(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    if access::uses_general(whole) {
        each_id(whole, visit);
    }
}

fn each_line_number(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    each_line_id(whole, &mut |id, _| each_number(id, visit));
}

fn each_net_id(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    if access::uses_net(whole) {
        each_id(whole, visit);
    }
}

fn each_net_number(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    each_net_id(whole, &mut |id, _| each_number(id, visit));
}

fn each_id(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    for code in whole.rows(&user_codes::USER_CODES) {
        code.rows(&ids::IDS).for_each(|id| visit(&id, ""));
    }
}

fn each_number(id: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    codes::each(&id.text(&ids::NUMBERS)).for_each(|number| visit(id, number));
}

fn each_line(whole: &Scope, visit: &mut dyn FnMut(&Scope, &str)) {
    whole.rows(&lines::LINES).for_each(|line| visit(&line, ""));
}

fn items(whole: &Scope) -> String {
    request::chosen(whole).iter().map(|item| item.label).collect::<Vec<_>>().join("、")
}

fn address(whole: &Scope) -> String {
    [&office::PREFECTURE, &office::CITY, &office::STREET].map(|field| whole.words(field)).concat()
}

/// The sum over the lines, and behind a gateway the one number; empty without 一般NACCS.
fn total(whole: &Scope, of_line: &'static Field, behind_gateway: &'static Field) -> String {
    if !access::uses_general(whole) {
        return String::new();
    }
    let lines =
        whole.rows(&lines::LINES).filter(|line| line.asked(of_line)).map(|line| line.text(of_line).into_owned());
    let behind = whole.asked(behind_gateway).then(|| whole.text(behind_gateway).into_owned());
    let sum: u32 = lines.chain(behind).filter_map(|text| number::parse(&text)).sum();
    sum.to_string()
}
