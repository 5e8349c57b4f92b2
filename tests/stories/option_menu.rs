//! The option menu on the page of a line: an unavailable choice shows its reason, and a withdrawn one can be restored.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{FRIDAY, begin, stage};

const LINES: [(&str, Option<&str>); 6] = [
    ("専用線接続", Some("0.5 Mbps")),
    ("専用線接続", Some("1 Mbps")),
    ("専用線接続", Some("3 Mbps")),
    ("専用線接続", Some("5 Mbps")),
    ("専用線接続", Some("10 Mbps")),
    ("ブロードバンド（光）", None),
];
const OPTIONS: [&str; 3] = ["冗長化", "予備機設置", "Ping監視"];

async fn opens_a_line(person: &Person<'_>) -> Result<()> {
    begin(person).await?;
    person.opens("/apply/lines").await?;
    person.chooses("申し込む内容", "新しい回線を申し込む").await?;
    person.presses("新規に回線・論理端末を追加する").await?;
    person.field("冗長化").await.map(|_| ())
}

/// Tries to choose a set of options, and returns the selected one.
async fn tries(person: &Person<'_>, wanted: [bool; 3]) -> Result<[bool; 3]> {
    for (option, wanted) in OPTIONS.iter().zip(wanted) {
        person.chooses(option, if wanted { "要" } else { "否" }).await?;
    }
    let mut stands = [false; 3];
    for (place, option) in OPTIONS.iter().enumerate() {
        stands[place] = person.choice(option, "要").await?.is_selected().await?;
    }
    Ok(stands)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_144_combinations_the_page_lets_38_stand() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    opens_a_line(&person).await?;
    let mut allowed = 0;
    for (access, speed) in LINES {
        person.chooses("回線種別", access).await?;
        if let Some(speed) = speed {
            person.chooses("速度", speed).await?;
        }
        for hours in ["平日", "毎日", "24時間365日"] {
            person.chooses("保守時間帯", hours).await?;
            for set in 0..8 {
                let wanted = [set & 1 != 0, set & 2 != 0, set & 4 != 0];
                tries(&person, [false; 3]).await?;
                allowed += usize::from(tries(&person, wanted).await? == wanted);
            }
        }
    }
    ensure!(allowed == 38, "{allowed} stand");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn redundancy_locks_ping_and_a_change_of_line_is_told_and_undone() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    opens_a_line(&person).await?;
    person.chooses("回線種別", "専用線接続").await?;
    person.chooses("速度", "1 Mbps").await?;
    person.sees("保守時間帯が「24時間365日」の場合だけ申し込めます。").await?;
    person.chooses("保守時間帯", "24時間365日").await?;
    person.chooses("冗長化", "要").await?;
    person.sees("冗長化を選択する場合は、Ping監視が付帯されます。").await?;
    ensure!(person.choice("Ping監視", "要").await?.is_selected().await?, "Ping comes along");
    person.chooses("Ping監視", "否").await?;
    ensure!(person.choice("Ping監視", "要").await?.is_selected().await?, "Ping is locked");
    person.chooses("予備機設置", "要").await?;
    ensure!(!person.choice("予備機設置", "要").await?.is_selected().await?, "the spare router is refused");
    person.sees("冗長化を選択する場合は、予備機設置は行えません。").await?;
    person.takes_picture("line-redundancy").await?;

    person.chooses("回線種別", "ブロードバンド（光）").await?;
    person.sees("元に戻す").await?;
    person.takes_picture("line-withdrawn").await?;
    ensure!(!person.choice("冗長化", "要").await?.is_selected().await?, "no redundancy on this line");
    person.presses("元に戻す").await?;
    person.sees_chosen("冗長化", "要").await?;
    person.sees_chosen("回線種別", "専用線接続").await?;

    // The answer that the bundle set goes back with it, and the same notice says so.
    person.chooses("冗長化", "否").await?;
    person.sees("Ping監視「要」→「否」").await?;
    person.sees("Ping監視を、ほかの選択にともなって変更する前の内容に戻しました。").await?;
    person.sees_chosen("Ping監視", "否").await?;
    person.takes_picture("line-released").await?;
    person.leaves().await
}
