//! The passwords of the ID notice outlive a change of the operator's key.

use nss_core::api::CredentialNotice;
use nss_server::{
    cipher::{Cipher, CipherError, Purpose},
    config::{Config, SecretKey},
    jobs,
    review::plain,
    state::AppState,
    store::credential,
    terms,
};
use sea_orm::EntityTrait;

use super::{approved_on, path};
use crate::support::{World, on_each_store};

/// The key after the change.
const NEW: [u8; 32] = [8; 32];

/// A process over the same store with the new key.
fn with_new_key(world: &World, previous_secrets: Vec<SecretKey>) -> AppState {
    let app = &world.app;
    let config = Config { secret: SecretKey(NEW), previous_secrets, ..Config::clone(&app.config) };
    let (mailer, storage) = (app.mailer.clone(), app.files.storage.clone());
    AppState::new(config, app.store.clone(), mailer, storage, terms::placeholder()).unwrap()
}

async fn rows(world: &World) -> Vec<credential::Model> {
    credential::Entity::find().all(&world.app.store.db).await.unwrap()
}

#[tokio::test]
async fn a_password_of_the_previous_key_is_encrypted_with_the_new_one() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2026-12-21", "20270104").await;
        let notice: CredentialNotice = browser.get(&path(&application)).await.read();
        let old = rows(world).await;
        jobs::run_clean_up(&world.app).await;
        assert_eq!(rows(world).await, old, "with the present key they stay as they are");
        jobs::run_clean_up(&with_new_key(world, Vec::new())).await;
        assert_eq!(rows(world).await, old, "without their key as well");
        let new = Cipher::new(Purpose::Credential, &NEW, &[]);
        assert!(matches!(plain(&new, &old[0]), Err(CipherError::UnknownKey(_))));
        jobs::run_clean_up(&with_new_key(world, vec![world.app.config.secret])).await;
        let renewed = rows(world).await;
        assert_eq!(renewed.len(), 2);
        for row in &renewed {
            let password = plain(&new, row).unwrap();
            let shown =
                if row.kind == credential::kind::OFFICE { &notice.office.password } else { &notice.users[0].password };
            assert_eq!(&password, shown);
            let before = old.iter().find(|before| before.id == row.id).unwrap();
            let kept =
                credential::Model { encrypted: before.encrypted.clone(), key_id: before.key_id.clone(), ..row.clone() };
            assert_eq!(&kept, before, "nothing else changes");
        }
    })
    .await;
}
