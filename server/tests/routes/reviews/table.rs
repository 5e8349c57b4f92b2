//! The table of moves against the service: every combination of kind, state, side and move.

use nss_core::review::{Actor, Kind, Move, Reason, State, life};
use nss_server::{
    review::{By, Content, MoveError},
    store::application,
};
use sea_orm::{ActiveModelTrait, Set};

use super::{center, draft_revision, events, moves, registered, stored_application, submission};
use crate::changes::Office;
use crate::support::on_each_store;

#[tokio::test]
async fn the_service_makes_the_moves_of_the_table_and_refuses_all_others() {
    on_each_store(async |world| {
        let mut office = Box::pin(Office::of(world)).await;
        let change = Box::pin(office.apply(&[("change.office", "office")], &[("office.name", "横浜本社")])).await;
        let change = stored_application(world, &change.id).await;
        let contract = registered(world, "b@example.jp").await;
        let reasons = [Reason { path: String::new(), text: "ご確認ください。".to_owned() }];
        let nothing = center(&[]);
        let (mut made, mut revision) = (0, contract.revision);
        for kind in Kind::ALL {
            let application = if kind.changes_contract() { &change } else { &contract };
            let (corrected, draft_revision) = (submission(application), draft_revision(world, application).await);
            let account = application.account_id.clone();
            for state in State::ALL {
                for actor in Actor::ALL {
                    for step in Move::ALL {
                        revision += 10;
                        let row = application::ActiveModel {
                            id: Set(application.id.clone()),
                            kind: Set(kind.code().to_owned()),
                            state: Set(state.code().to_owned()),
                            revision: Set(revision),
                            ..Default::default()
                        };
                        row.update(&world.app.store.db).await.unwrap();
                        let before = stored_application(world, &application.id).await;
                        let by = match actor {
                            Actor::Applicant => By::Applicant(&account),
                            Actor::Reviewer => By::Reviewer("reviewer-1"),
                            Actor::Clock => By::Clock,
                        };
                        let expected = life::after(*kind, *state, *actor, *step);
                        let content = match step {
                            Move::Approve if *kind != Kind::Settings => Content::Center(&nothing),
                            Move::Return => Content::Reasons(&reasons),
                            Move::Resend => Content::Submission { submission: &corrected, draft_revision },
                            Move::Rebase => Content::Rebased(&corrected),
                            _ => Content::Nothing,
                        };
                        let outcome = moves(world, &before, by, *step, content).await;
                        let after = stored_application(world, &application.id).await;
                        let words = format!("{kind:?} {state:?} {actor:?} {step:?}: {outcome:?}");
                        match (expected, outcome) {
                            (None, Err(MoveError::Refused { state: told })) => {
                                assert_eq!((told, &after), (*state, &before), "{words}");
                            }
                            (Some(next), Ok(moved)) => {
                                made += 1;
                                assert_eq!(
                                    (moved.state.as_str(), moved.revision),
                                    (next.code(), revision + 1),
                                    "{words}"
                                );
                                assert_eq!(after, moved, "{words}");
                                let last = events(world, &application.id).await.pop().unwrap();
                                assert_eq!((last.revision, last.step.as_str()), (revision + 1, step.code()), "{words}");
                                assert_eq!((last.actor.as_str(), last.actor_id), (actor.code(), by_id(by)), "{words}");
                            }
                            _ => panic!("{words}, not {expected:?}"),
                        }
                    }
                }
            }
        }
        assert_eq!(made, life::MOVES.iter().map(|row| row.0.len()).sum::<usize>());
    })
    .await;
}

fn by_id(by: By<'_>) -> Option<String> {
    match by {
        By::Applicant(id) | By::Reviewer(id) => Some(id.to_owned()),
        By::Clock => None,
    }
}
