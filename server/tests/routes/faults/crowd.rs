//! All applicants, and what must be in the store afterwards.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use nss_core::form::Wire;
use nss_server::{
    mail::outbox::state,
    store::{Store, account, application, draft, outbox, sequence},
};
use sea_orm::EntityTrait;
use serde_json::json;
use tokio::{sync::Mutex, task::JoinSet};

use super::{applicant::Applicant, target::Target};
use crate::support::{World, form};

/// Tries to settle what a lost reply left open, once the faults have ended.
const LAST_TRIES: usize = 200;

pub(crate) struct Crowd {
    terms: String,
    applicants: Vec<Arc<Mutex<Applicant>>>,
    /// The addresses whose registration was acknowledged.
    registered: Mutex<BTreeSet<String>>,
    has_ended: AtomicBool,
}

impl Crowd {
    pub(crate) async fn gather(world: &World, count: usize) -> Self {
        let mut applicants = Vec::new();
        for number in 0..count {
            let applicant = Applicant::enter(world, &format!("a{number}@example.jp")).await;
            applicants.push(Arc::new(Mutex::new(applicant)));
        }
        let terms = world.app.terms.version.clone();
        Self { terms, applicants, registered: Mutex::default(), has_ended: AtomicBool::default() }
    }

    /// Lets everybody work until [`Self::stop`]: half of them register in between, one registers new accounts.
    pub(crate) fn start(self: &Arc<Self>, target: &Target) -> JoinSet<()> {
        let mut running = JoinSet::new();
        for (place, applicant) in self.applicants.iter().enumerate() {
            let (crowd, applicant, target) = (Arc::clone(self), Arc::clone(applicant), target.clone());
            running.spawn(async move {
                let mut applicant = applicant.lock().await;
                let registers_after = if place % 2 == 0 { place as u64 } else { u64::MAX };
                for step in 0.. {
                    if crowd.has_ended.load(Ordering::Relaxed) {
                        break;
                    }
                    if step < registers_after {
                        applicant.save(&target).await;
                    } else {
                        applicant.register(&target).await;
                    }
                    // People pause between two keys; a server that is away is not asked in a loop.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            });
        }
        let (crowd, target) = (Arc::clone(self), target.clone());
        running.spawn(async move {
            for number in 0.. {
                if crowd.has_ended.load(Ordering::Relaxed) {
                    break;
                }
                crowd.open_account(&target, format!("new{number}@example.jp")).await;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        running
    }

    async fn open_account(&self, target: &Target, mail: String) {
        let body = json!({ "consent": { "version": self.terms }, "answers": form::account(&mail) });
        let Some(answer) = target.ask("POST", "/api/accounts", "", &body).await else { return };
        assert!(matches!(answer.status, 202 | 503), "{} {}", answer.status, answer.body);
        if answer.status == 202 {
            self.registered.lock().await.insert(mail);
        }
    }

    /// Ends the work. Then those who wanted to register ask until their receipt is known, of a server that works again.
    pub(crate) async fn stop(&self, running: JoinSet<()>, target: &Target) {
        self.has_ended.store(true, Ordering::Relaxed);
        running.join_all().await;
        for applicant in self.applicants.iter().step_by(2) {
            let mut applicant = applicant.lock().await;
            for _ in 0..LAST_TRIES {
                if applicant.number.is_some() {
                    break;
                }
                applicant.register(target).await;
            }
            assert!(applicant.number.is_some(), "登録 never succeeds");
        }
    }

    /// Looks at the store with a connection of its own: every acknowledged write is there once. Of mails that are
    /// marked as sent, `received` tells whether the mail server got them.
    pub(crate) async fn verify(&self, url: &str, received: impl Fn(&str) -> bool) {
        let store = Store::open(url).await.unwrap();
        let drafts = draft::Entity::find().all(&store.db).await.unwrap();
        let bodies: BTreeMap<_, _> = drafts.into_iter().map(|draft| (draft.id, draft.body)).collect();
        let applications = application::Entity::find().all(&store.db).await.unwrap();
        let (mut saves, mut numbers) = (0, BTreeSet::new());
        for applicant in &self.applicants {
            let applicant = applicant.lock().await;
            let id = applicant.path.rsplit('/').next().unwrap();
            let stored: Wire = serde_json::from_str(&bodies[id]).unwrap();
            assert!(Applicant::counter(&stored) >= applicant.kept, "an acknowledged save is lost");
            saves += applicant.kept;
            let own: Vec<_> = applications.iter().filter(|application| application.draft_id == id).collect();
            let own: Vec<_> = own.iter().map(|application| &application.number).collect();
            assert_eq!(own, applicant.number.iter().collect::<Vec<_>>(), "登録 is there once, with its number");
            numbers.extend(own.into_iter().cloned());
        }
        assert_eq!(numbers.len(), applications.len(), "no number twice, and none without its applicant");
        let last: i32 = sequence::Entity::find().all(&store.db).await.unwrap().iter().map(|row| row.last).sum();
        assert_eq!(usize::try_from(last).unwrap(), numbers.len(), "no number is skipped");
        let accounts = account::Entity::find().all(&store.db).await.unwrap();
        let registered = self.registered.lock().await;
        for mail in registered.iter() {
            let count = accounts.iter().filter(|account| account.mail == *mail).count();
            assert_eq!(count, 1, "{mail}");
        }
        let mails = outbox::Entity::find().all(&store.db).await.unwrap();
        // One of each account, one of each 登録.
        assert_eq!(mails.len(), accounts.len() + numbers.len());
        for mail in mails.iter().filter(|mail| mail.state == state::SENT) {
            assert!(received(&mail.id), "a mail is marked as sent and was not");
        }
        store.close().await.unwrap();
        println!("{saves} saves, {} 登録, {} accounts, all there", numbers.len(), registered.len());
        assert!(saves > 0 && !numbers.is_empty() && !registered.is_empty(), "the faults let nothing through");
    }
}
