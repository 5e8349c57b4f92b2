//! A backup of a server under load, restored into an empty place and compared: nothing acknowledged before the backup
//! began is missing.

mod place;
mod staff;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use nss_core::{
    api::{Receipt, StoredDraft},
    receipt_number::year_of,
};
use nss_server::{
    clock::Clock,
    store::{Store, application, draft, file, hex, sequence, truncate_log},
};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Set, Statement, TransactionTrait};
use serde_json::json;
use sha2::{Digest, Sha256};

use self::place::Place;
use crate::support::{
    content, form, on_postgres,
    process::{Entered, Process, free_port, wait_until},
};

/// Applicants at the same time.
const APPLICANTS: usize = 4;

/// The writes that the server acknowledged.
#[derive(Clone, Default)]
struct Acknowledged {
    /// The last saved revision and text, by draft.
    drafts: BTreeMap<String, (u32, String)>,
    /// Receipt numbers.
    numbers: BTreeSet<String>,
    /// SHA-256 of attached files.
    files: BTreeSet<String>,
    /// The body of a log-in.
    login: String,
    saves: usize,
}

/// Registers, attaches, saves and hands in, again and again.
fn apply(server: &Process, folder: &Path, applicant: usize, known: &Mutex<Acknowledged>, stop: &AtomicBool) {
    for round in 0.. {
        let Entered { cookie, path, login } = server.enter(folder, &format!("a{applicant}.{round}@example.jp"));
        let id = path.rsplit('/').next().unwrap().to_owned();
        let pdf = String::from_utf8(content::pdf(1024)).unwrap();
        let pdf = pdf.replacen("xxxxxxxx", &format!("{applicant:04}{round:04}"), 1);
        assert_eq!(server.ask("PUT", &format!("{path}/files/diagram/d1agram1"), &cookie, &pdf).0, 201);
        {
            let mut known = known.lock().unwrap();
            known.files.insert(hex(&Sha256::digest(&pdf)));
            known.login = login;
        }
        let stored: StoredDraft = serde_json::from_str(&server.ask("GET", &path, &cookie, "").2).unwrap();
        let mut draft = form::complete(stored.draft);
        for revision in 2..12 {
            let name = format!("事業所{applicant}の{round}の{revision}");
            draft.answers.insert("office.name".into(), name.clone());
            let save = json!({ "revision": revision, "draft": draft });
            assert_eq!(server.ask("PUT", &path, &cookie, &save.to_string()).0, 200);
            let mut known = known.lock().unwrap();
            known.drafts.insert(id.clone(), (revision + 1, name));
            known.saves += 1;
            if stop.load(Ordering::SeqCst) {
                return;
            }
        }
        let (status, _, body) = server.ask("POST", &format!("{path}/submission"), &cookie, r#"{"revision":12}"#);
        assert_eq!(status, 201, "{body}");
        let receipt: Receipt = serde_json::from_str(&body).unwrap();
        known.lock().unwrap().numbers.insert(receipt.number);
    }
}

/// Runs `nss ARGUMENTS FOLDER`; returns whether it succeeded, and its standard error output.
fn nss(arguments: &[&str], folder: &Path, database: &str, files: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nss"));
    let output =
        command.args(arguments).arg(folder).env("NSS_DATABASE_URL", database).env("NSS_FILES_URL", files).output();
    let output = output.unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

/// Takes a backup into `to` while applicants write; returns all that was acknowledged before it began.
fn back_up_under_load(database: &str, folder: &Path, to: &Path, dump: impl Fn()) -> Acknowledged {
    let server = Process::start(free_port(), database, folder);
    let (known, stop) = (Mutex::<Acknowledged>::default(), AtomicBool::new(false));
    let before = thread::scope(|scope| {
        for applicant in 0..APPLICANTS {
            let (server, known, stop) = (&server, &known, &stop);
            scope.spawn(move || apply(server, folder, applicant, known, stop));
        }
        wait_until(|| known.lock().unwrap().numbers.len() >= APPLICANTS);
        let before = known.lock().unwrap().clone();
        dump();
        let (done, text) = nss(&["backup"], to, database, &folder.join("var/files"));
        stop.store(true, Ordering::SeqCst);
        assert!(done && text.contains("copying files"), "{text}");
        before
    });
    assert!(known.into_inner().unwrap().saves > before.saves, "the backup ran beside the load");
    before
}

/// Compares the restored place with what was acknowledged.
async fn compare(before: &Acknowledged, database: &str, files: &Path) {
    let store = Store::open(database).await.unwrap();
    let drafts = draft::Entity::find().all(&store.db).await.unwrap();
    for (id, (revision, name)) in &before.drafts {
        let draft = drafts.iter().find(|draft| draft.id == *id).unwrap();
        assert!(draft.revision.unsigned_abs() >= *revision, "draft {id} is older than {revision}");
        assert!(draft.revision.unsigned_abs() > *revision || draft.body.contains(name), "{}", draft.body);
    }
    let applications = application::Entity::find().all(&store.db).await.unwrap();
    let numbers: BTreeSet<String> = applications.into_iter().map(|application| application.number).collect();
    assert!(numbers.is_superset(&before.numbers), "{numbers:?} lacks some of {:?}", before.numbers);
    let rows = file::Entity::find().all(&store.db).await.unwrap();
    for row in rows.iter().filter(|row| row.state == file::state::KEPT) {
        assert_eq!(hex(&Sha256::digest(fs::read(files.join(&row.id)).unwrap())), row.sha256);
    }
    let stored: BTreeSet<String> = rows.into_iter().map(|row| row.sha256).collect();
    assert!(stored.is_superset(&before.files), "a file is missing");
    store.close().await.unwrap();
}

/// Starts a server on the restored place: the passwords of the backup open it, its sessions do not.
fn log_in(before: &Acknowledged, database: &str, folder: &Path) {
    let server = Process::start(free_port(), database, folder);
    let (status, head, _) = server.ask("POST", "/api/session", "", &before.login);
    assert_eq!(status, 200, "{head}");
    let health = Command::new(env!("CARGO_BIN_EXE_nss"))
        .args(["health", "--listen", &format!("127.0.0.1:{}", server.port)])
        .status();
    assert!(health.unwrap().success());
}

#[tokio::test]
async fn a_backup_under_load_holds_all_that_was_acknowledged_before() {
    let [from, to, copy, third] = [(); 4].map(|()| tempfile::tempdir().unwrap());
    let url = |folder: &Path| format!("sqlite://{}", folder.join("var/nss.db").display());
    let backup = copy.path().join("backup");
    let before = back_up_under_load(&url(from.path()), from.path(), &backup, || {});
    let restore = ["restore", "--skip-numbers", "1000"];
    let (done, text) = nss(&restore, &backup, &url(to.path()), &to.path().join("var/files"));
    assert!(done && text.contains("checking the backup") && text.contains("putting files"), "{text}");
    compare(&before, &url(to.path()), &to.path().join("var/files")).await;
    let store = Store::open(&url(to.path())).await.unwrap();
    let counter = sequence::Entity::find().one(&store.db).await.unwrap().unwrap();
    assert!(
        counter.last >= 1000 + i32::try_from(APPLICANTS).unwrap(),
        "numbers that were given after the backup do not come again"
    );
    store.close().await.unwrap();
    log_in(&before, &url(to.path()), to.path());
    #[cfg(unix)]
    for private in [&backup.join("nss.db"), &backup.join("manifest.json"), &to.path().join("var/nss.db")] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(private).unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "{} is for its owner alone", private.display());
    }

    let (done, text) = nss(&["restore"], &backup, &url(to.path()), &to.path().join("var/files"));
    assert!(!done && text.contains("exists already"), "{text}");
    let (done, text) = nss(&["restore"], &backup, &url(third.path()), &to.path().join("var/files"));
    assert!(!done && text.contains("is not empty"), "{text}");
    let (done, text) = nss(&["backup"], &backup, &url(from.path()), &from.path().join("var/files"));
    assert!(!done && text.contains("is not empty"), "{text}");
    let one = fs::read_dir(backup.join("files")).unwrap().next().unwrap().unwrap().path();
    fs::write(&one, fs::read(&one).unwrap().repeat(2)).unwrap();
    let (done, text) = nss(&["restore"], &backup, &url(third.path()), &third.path().join("var/files"));
    assert!(!done && text.contains("was changed since the backup"), "{text}");
    assert!(!third.path().join("var/nss.db").exists(), "nothing was restored");
    fs::remove_file(backup.join("manifest.json")).unwrap();
    let (done, text) = nss(&["restore"], &backup, &url(third.path()), &third.path().join("var/files"));
    assert!(!done && text.contains("no complete backup"), "{text}");
}

#[tokio::test]
async fn a_backup_that_reads_does_not_hold_up_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("nss.db").display());
    let store = Store::open(&url).await.unwrap();
    let reader = store.read_db.begin().await.unwrap();
    draft::Entity::find().all(&reader).await.unwrap();
    store.db.execute_unprepared("CREATE TABLE later (a INTEGER)").await.unwrap();
    // The truncation would wait for the reader as long as a writer waits for another one: 10 seconds.
    tokio::time::timeout(Duration::from_secs(5), truncate_log(&store.db)).await.unwrap().unwrap();
    reader.rollback().await.unwrap();
    let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA busy_timeout");
    let timeout = store.db.query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(timeout.try_get_by_index::<i32>(0).unwrap(), 10_000, "writers wait for each other again");
    truncate_log(&store.db).await.unwrap();
    assert_eq!(fs::metadata(folder.path().join("nss.db-wal")).unwrap().len(), 0);
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_the_storage_lacks_is_named_and_the_rest_is_copied() {
    let [from, copy] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let url = format!("sqlite://{}", from.path().join("var/nss.db").display());
    let (files, backup) = (from.path().join("var/files"), copy.path().join("backup"));
    {
        let server = Process::start(free_port(), &url, from.path());
        let Entered { cookie, path, .. } = server.enter(from.path(), "a@example.jp");
        for (row, size) in [("d1agram1", 1024), ("d1agram2", 2048)] {
            let pdf = String::from_utf8(content::pdf(size)).unwrap();
            assert_eq!(server.ask("PUT", &format!("{path}/files/diagram/{row}"), &cookie, &pdf).0, 201);
        }
    }
    let lost = fs::read_dir(&files).unwrap().next().unwrap().unwrap();
    fs::remove_file(lost.path()).unwrap();
    let (done, text) = nss(&["backup"], &backup, &url, &files);
    assert!(!done && text.contains(lost.file_name().to_str().unwrap()), "{text}");
    assert_eq!(fs::read_dir(backup.join("files")).unwrap().count(), 1);
    assert!(backup.join("manifest.json").exists());
    let (done, text) = nss(&["backup"], &copy.path().join("other"), "sqlite://no/such.db", &files);
    assert!(!done && text.contains("there is no database"), "{text}");
}

#[tokio::test]
async fn a_backup_of_postgresql_under_load_holds_all_that_was_acknowledged_before() {
    on_postgres(async |url| {
        on_postgres(async |restored| {
            let [from, to, copy] = [(); 3].map(|()| tempfile::tempdir().unwrap());
            let backup = copy.path().join("backup");
            let (done, text) = nss(&["backup"], &backup, url, &from.path().join("var/files"));
            assert!(!done && text.contains("pg_dump --format=custom"), "{text}");
            let dump = backup.join("database.dump");
            let before = back_up_under_load(url, from.path(), &backup, || {
                let mut command = Command::new("pg_dump");
                assert!(command.args(["--format=custom", "--file"]).arg(&dump).arg(url).status().unwrap().success());
            });
            let files = to.path().join("var/files");
            let (done, text) = nss(&["restore"], &backup, restored, &files);
            assert!(!done && text.contains("pg_restore"), "{text}");
            let mut command = Command::new("pg_restore");
            assert!(command.args(["--no-owner", "--dbname", restored]).arg(&dump).status().unwrap().success());
            let (done, text) = nss(&["restore"], &backup, restored, &files);
            assert!(done, "{text}");
            compare(&before, restored, &files).await;
            log_in(&before, restored, to.path());
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn skipped_numbers_do_not_come_again_in_a_series_that_the_backup_does_not_know() {
    for counter in [None, Some("00A")] {
        let ((from, store), to) = (Place::new().await, Place::empty());
        if let Some(name) = counter {
            let other_year = sequence::ActiveModel { name: Set(name.to_owned()), last: Set(7) };
            sequence::Entity::insert(other_year).exec_without_returning(&store.db).await.unwrap();
        }
        store.close().await.unwrap();
        let (done, text) = from.back_up();
        assert!(done, "{text}");
        let (done, text) = to.restore(&["--skip-numbers", "1000"], &from.backup);
        assert!(done, "{text}");
        let store = Store::open(&to.url).await.unwrap();
        let rows = sequence::Entity::find().all(&store.db).await.unwrap();
        let last: BTreeMap<String, i32> = rows.into_iter().map(|row| (row.name, row.last)).collect();
        let year = year_of(&Clock::System.now());
        for series in ["A", "S"] {
            assert_eq!(last.get(&format!("{year:02}{series}")), Some(&1000), "{last:?}");
        }
        assert_eq!(last.get("00A"), counter.map(|_| &1007), "{last:?}");
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_backup_that_lacks_files_says_so_and_is_restored_only_on_demand() {
    let ((from, store), to) = (Place::new().await, Place::empty());
    let id = Place::name_a_file(&store).await;
    store.close().await.unwrap();
    let (done, text) = from.back_up();
    assert!(!done && text.contains("incomplete") && text.contains(&id), "{text}");
    assert!(!text.contains("are in"), "nothing sounds like success: {text}");
    let (done, text) = to.restore(&[], &from.backup);
    assert!(!done && text.contains("incomplete") && text.contains(&id), "{text}");
    assert!(!to.folder.path().join("var").exists(), "nothing was written");
    let (done, text) = to.restore(&["--incomplete"], &from.backup);
    assert!(done && text.contains(&id), "{text}");
}

#[tokio::test]
async fn a_refused_restore_leaves_no_folder() {
    let ((from, store), to) = (Place::new().await, Place::empty());
    store.close().await.unwrap();
    assert!(from.back_up().0);
    fs::write(from.backup.join("nss.db"), "other").unwrap();
    let (done, text) = to.restore(&[], &from.backup);
    assert!(!done && text.contains("was changed since the backup"), "{text}");
    assert!(!to.folder.path().join("var").exists(), "nothing was written");
}

#[tokio::test]
async fn a_restore_that_breaks_off_clears_its_database_and_says_what_else_to_clear() {
    let ((from, store), to) = (Place::new().await, Place::empty());
    store.db.execute_unprepared("DROP TABLE session").await.unwrap();
    store.close().await.unwrap();
    assert!(from.back_up().0);
    fs::create_dir(to.folder.path().join("var")).unwrap();
    for ending in ["", "-wal", "-shm"] {
        // Leftovers of a restore that was killed.
        fs::write(to.folder.path().join(format!("var/nss.db.part{ending}")), "x".repeat(100_000)).unwrap();
    }
    let (done, text) = to.restore(&[], &from.backup);
    assert!(!done && text.contains("broke off") && text.contains(to.files.to_str().unwrap()), "{text}");
    let left: Vec<_> = fs::read_dir(to.folder.path().join("var")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.iter().all(|path| *path == to.files), "{left:?}");
}

#[tokio::test]
async fn a_backup_into_the_storage_or_of_no_storage_is_refused() {
    let (mut place, store) = Place::new().await;
    store.close().await.unwrap();
    for inside in ["backup", "deeper/backup", ""] {
        place.backup = place.files.join(inside);
        let (done, text) = place.back_up();
        assert!(!done && text.contains("is in the folder of files"), "{text}");
        assert_eq!(fs::read_dir(&place.files).unwrap().count(), 0, "nothing was written");
    }
    place.backup = place.folder.path().join("backup");
    fs::remove_dir(&place.files).unwrap();
    let (done, text) = place.back_up();
    assert!(!done && text.contains("there is no folder of files"), "{text}");
    assert!(!place.files.exists(), "the wrong folder was not created");
    assert_eq!(fs::read_dir(&place.backup).unwrap().count(), 0, "nothing was written");
}

#[tokio::test]
async fn a_dump_of_postgresql_that_is_none_is_refused_in_words() {
    on_postgres(async |url| {
        let (place, store) = Place::new().await;
        store.close().await.unwrap();
        fs::create_dir(&place.backup).unwrap();
        for (dump, word) in
            [("", "is empty"), ("PGD", "custom format"), ("-- PostgreSQL database dump", "custom format")]
        {
            fs::write(place.backup.join("database.dump"), dump).unwrap();
            let (done, text) = nss(&["backup"], &place.backup, url, &place.files);
            assert!(!done && text.contains(word) && text.contains("pg_dump --format=custom"), "{text}");
            assert_eq!(fs::read_dir(&place.backup).unwrap().count(), 1, "nothing was written beside the dump");
        }
    })
    .await;
}
