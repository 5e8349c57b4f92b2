//! Members of the staff in a backup.

use nss_server::store::{Store, staff, staff_session};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::place::Place;

#[tokio::test]
async fn members_are_restored_and_their_sessions_are_not() {
    let (place, store) = Place::new().await;
    let member = staff::Model {
        id: "0123456789abcdef0123456789abcdef".to_owned(),
        login_id: "hanako".to_owned(),
        name: "審査 花子".to_owned(),
        role: "reviewer".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        has_first_password: false,
        secret: "secret".to_owned(),
        secret_key_id: "0a".to_owned(),
        is_confirmed: true,
        last_step: 1,
        created_at: 2,
        logged_in_at: Some(3),
        disabled_at: None,
    };
    let row = member.clone().into_active_model().reset_all();
    staff::Entity::insert(row).exec_without_returning(&store.db).await.unwrap();
    let session =
        staff_session::Model { token_hash: "0b".to_owned(), staff_id: member.id.clone(), created_at: 2, seen_at: 3 };
    staff_session::Entity::insert(session.into_active_model().reset_all())
        .exec_without_returning(&store.db)
        .await
        .unwrap();
    store.close().await.unwrap();
    let (done, text) = place.back_up();
    assert!(done, "{text}");
    let empty = Place::empty();
    let (done, text) = empty.restore(&[], &place.backup);
    assert!(done, "{text}");
    let restored = Store::open(&empty.url).await.unwrap();
    assert_eq!(staff::Entity::find().all(&restored.db).await.unwrap(), [member]);
    assert_eq!(staff_session::Entity::find().count(&restored.db).await.unwrap(), 0);
    restored.close().await.unwrap();
}
