//! The places of one server, and the commands on them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nss_server::store::{Store, file, new_id};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use tempfile::TempDir;

use super::nss;

/// An empty folder for a database, for files and for a backup; the database is there.
pub(super) struct Place {
    pub(super) folder: TempDir,
    pub(super) url: String,
    pub(super) files: PathBuf,
    pub(super) backup: PathBuf,
}

impl Place {
    pub(super) async fn new() -> (Self, Store) {
        let place = Self::empty();
        for folder in ["var", "var/files"] {
            fs::create_dir(place.folder.path().join(folder)).unwrap();
        }
        let store = Store::open(&place.url).await.unwrap();
        (place, store)
    }

    pub(super) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let (url, files, backup) = (format!("sqlite://{}", at("var/nss.db").display()), at("var/files"), at("backup"));
        Self { folder, url, files, backup }
    }

    /// Restores the backup here.
    pub(super) fn restore(&self, arguments: &[&str], backup: &Path) -> (bool, String) {
        nss(&[&["restore"], arguments].concat(), backup, &self.url, &self.files)
    }

    pub(super) fn back_up(&self) -> (bool, String) {
        nss(&["backup"], &self.backup, &self.url, &self.files)
    }

    /// Inserts the row of a file that the storage does not have.
    pub(super) async fn name_a_file(store: &Store) -> String {
        let id = new_id().unwrap();
        let row = file::Model {
            id: id.clone(),
            draft_id: new_id().unwrap(),
            list: "diagram".to_owned(),
            row: "d1agram1".to_owned(),
            name: "a.pdf".to_owned(),
            size: 1,
            kind: "pdf".to_owned(),
            sha256: String::new(),
            state: file::state::KEPT.to_owned(),
            revision: 1,
            arrived_at: 0,
            looked_at: 0,
            loose_since: None,
        };
        let row = row.into_active_model().reset_all();
        file::Entity::insert(row).exec_without_returning(&store.db).await.unwrap();
        id
    }
}
