//! Two reviewers have one application open: the second is told, and nothing is overwritten.

use anyhow::{Result, ensure};

use super::{Member, registers};
use crate::accessibility::is_accessible;
use crate::sample::{MANUAL, stage};

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_reviewers_is_told_and_keeps_what_was_typed() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    registers(&service, &browsers, "1800001A").await?;
    let mut reviewers = Vec::new();
    for (login, name) in [("hanako", "審査 花子"), ("taro", "審査 太郎")] {
        let member = Member::added(&service, login, name, "reviewer")?;
        let person = member.at_work(&service, &browsers).await?;
        person.presses("1800001A").await?;
        person.sees("内容確認を始める").await?;
        reviewers.push(person);
    }
    let [hanako, taro] = &reviewers[..] else { unreachable!("two were added") };
    hanako.presses("内容確認を始める").await?;
    hanako.sees("確認事項を返す").await?;
    taro.presses("内容確認を始める").await?;
    taro.sees("審査 花子").await?;
    taro.presses("最新の内容を表示する").await?;
    taro.sees("確認事項を返す").await?;

    for (person, words) in [(hanako, "登記のとおりにご記入ください。"), (taro, "印鑑証明と違います。")]
    {
        person.presses("指摘する：事業所名").await?;
        person.types("事業所：事業所名", words).await?;
    }
    taro.types("企業略称", "TAR").await?;
    hanako.presses("確認事項を返す").await?;
    hanako.sees("確認事項あり").await?;
    taro.presses("確認事項を返す").await?;
    taro.sees("最新の内容を表示する").await?;
    is_accessible(taro, "staff-second").await?;
    let kept = [taro.value("事業所：事業所名").await?, taro.value("企業略称").await?];
    ensure!(kept == ["印鑑証明と違います。", "TAR"], "what was typed is gone: {kept:?}");
    taro.presses("最新の内容を表示する").await?;
    taro.sees("確認事項あり").await?;
    taro.sees("登記のとおりにご記入ください。").await?;
    let page = taro.page().await?;
    ensure!(!page.contains("印鑑証明と違います。"), "a refused return stands in the history:\n{page}");
    for person in reviewers {
        person.leaves().await?;
    }
    Ok(())
}
