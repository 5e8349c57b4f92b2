//! システム登録日 (N-070).

use nss_core::{
    api::{
        StaffRole::{Administrator, Reviewer},
        desk::RegistrationDays,
    },
    review::State,
};
use serde_json::{Value, json};

use super::{ask, make, open, problem};
use crate::{reviews::registered, support::on_each_store};

const PATH: &str = "/api/staff/registration-days";

#[tokio::test]
async fn a_start_is_confirmed_on_a_registration_day_only() {
    on_each_store(async |world| {
        let application = registered(world, "a@example.jp").await;
        let (_, mut reviewer) = world.staff("hanako", Reviewer).await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        let days = json!({ "days": ["2027-04-12", "2027-04-05", "2027-04-12"] });
        let (status, kind, _) = problem(&reviewer.put(PATH, &days).await);
        assert_eq!((status, kind.as_str()), (403, "/problems/not-allowed"));
        assert!(reviewer.get(PATH).await.read::<RegistrationDays>().days.is_empty());
        assert_eq!(administrator.put(PATH, &days).await.json(), json!({ "days": ["2027-04-05", "2027-04-12"] }));
        assert_eq!(reviewer.get(PATH).await.read::<RegistrationDays>().days.len(), 2);

        let seen = open(&mut reviewer, &application.id).await;
        let taken = make(&mut reviewer, &seen, "take", json!({}), State::Reviewing).await;
        let start = |day: &str| -> Value {
            json!({ "center": { "form": "", "version": 0, "answers": { "start.confirmed_date": day }, "rows": {} } })
        };
        for (day, code, next) in [
            ("2027-04-06", "contract.registration-day", "2027年4月12日"),
            ("2027-04-13", "contract.no-registration-day", ""),
        ] {
            let refused = ask(&mut reviewer, &taken, "approve", start(day)).await.json();
            let fault = &refused["faults"][0];
            assert_eq!((&fault["path"], &fault["code"]), (&json!("start.confirmed_date"), &json!(code)), "{refused}");
            assert!(fault["message"].as_str().unwrap().contains(next), "{fault}");
        }
        make(&mut reviewer, &taken, "approve", start("2027-04-12"), State::Approved).await;
        assert_eq!(administrator.put(PATH, &json!({ "days": [] })).await.json(), json!({ "days": [] }));
    })
    .await;
}
