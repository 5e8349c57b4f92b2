//! The start of the binary: a setting that would not work is refused by its name, and no secret is printed.

use std::{fs, path::Path, process::Command};

/// Starts a server that must refuse to start; what it prints.
fn refused(folder: &Path, settings: &[(&str, &str)]) -> String {
    refused_with(1, folder, settings)
}

/// Starts a server that must exit with that code; what it prints.
fn refused_with(code: i32, folder: &Path, settings: &[(&str, &str)]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_nss"))
        .arg("serve")
        .current_dir(folder)
        .env_clear()
        .env("NSS_LISTEN", "127.0.0.1:0")
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_url_of_a_service_is_refused_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    for (name, url) in [
        ("NSS_DATABASE_URL", "mysql://nss:hunter2@db/nss"),
        ("NSS_DATABASE_URL", "postgres://nss:hunter2@127.0.0.1:port/nss"),
        ("NSS_DATABASE_URL", "sqlite::memory:"),
        ("NSS_MAIL_URL", "imap://nss:hunter2@mail"),
        ("NSS_MAIL_URL", "smtp://nss:hunter2@mail?tls=maybe"),
        ("NSS_FILES_URL", "gs://nss:hunter2@bucket"),
        ("NSS_BASE_URL", "https://nss:hunter2@nss.example.jp"),
    ] {
        let printed = refused(folder.path(), &[("NSS_ENV", "development"), (name, url)]);
        assert!(printed.contains(name) && !printed.contains("hunter2"), "{url}: {printed}");
    }
}

#[test]
fn a_value_that_cannot_be_read_is_refused_by_the_name_of_its_variable() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [("NSS_LISTEN", "8080"), ("NSS_ENV", "staging"), ("NSS_SESSION_IDLE", "1")] {
        let printed = refused_with(2, folder.path(), &[(name, value)]);
        assert!(printed.contains(name), "{printed}");
    }
    let printed = refused(folder.path(), &[("NSS_TRUSTED_PROXY", "proxy"), ("NSS_ENV", "development")]);
    assert!(printed.contains("NSS_TRUSTED_PROXY proxy"), "{printed}");
}

#[test]
fn a_bucket_in_production_has_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let line = "NSS_FILES_URL names a bucket";
    assert!(refused(folder.path(), &[("NSS_FILES_URL", "s3://bucket")]).contains(line));
    for name in ["AWS_REGION", "AWS_ENDPOINT"] {
        assert!(!refused(folder.path(), &[("NSS_FILES_URL", "s3://bucket"), (name, "x")]).contains(line), "{name}");
    }
}

#[test]
fn production_does_not_start_with_the_placeholder_of_the_terms() {
    let folder = tempfile::tempdir().unwrap();
    let placeholder = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/text/terms.txt")).unwrap();
    fs::write(folder.path().join("key"), nss_server::store::random::<32>().unwrap()).unwrap();
    let settings = [
        ("NSS_BASE_URL", "https://nss.example.jp"),
        ("NSS_MAIL_URL", "smtps://nss:hunter2@mail.example.jp"),
        ("NSS_SECRET_KEY_FILE", "key"),
        ("NSS_OPERATOR_NAME", "A"),
        ("NSS_OPERATOR_ADDRESS", "B"),
        ("NSS_OPERATOR_TELEPHONE", "03-0000-0000"),
    ];
    assert!(refused(folder.path(), &settings).contains("NSS_TERMS_FILE"));
    let with_file: Vec<_> = settings.into_iter().chain([("NSS_TERMS_FILE", "terms.txt")]).collect();
    assert!(refused(folder.path(), &with_file).contains("NSS_TERMS_FILE terms.txt"), "there is no such file");
    for text in [&*placeholder, " \n"] {
        fs::write(folder.path().join("terms.txt"), text).unwrap();
        assert!(refused(folder.path(), &with_file).contains("NSS_TERMS_FILE"), "{text:.20}");
    }
    fs::write(folder.path().join("terms.txt"), "第1条").unwrap();
    let with_links: Vec<_> = with_file.into_iter().chain([("NSS_LINKS_FILE", "terms.txt")]).collect();
    let printed = refused(folder.path(), &with_links);
    assert!(printed.contains("NSS_LINKS_FILE") && !printed.contains("hunter2"), "{printed}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_of_an_older_version_become_private_and_a_key_for_all_gives_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let url = format!("sqlite://{}", at("nss.db").display());
    nss_server::store::Store::open(&url).await.unwrap().close().await.unwrap();
    fs::write(at("nss.db-wal"), "").unwrap();
    fs::write(at("key"), nss_server::store::random::<32>().unwrap()).unwrap();
    let set = |name: &str, mode| fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
    for name in ["nss.db", "nss.db-wal", "key"] {
        set(name, 0o644);
    }
    // The start ends at the address that is taken.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let settings = [
        ("NSS_ENV", "development"),
        ("NSS_DATABASE_URL", &*url),
        ("NSS_LISTEN", &listen),
        ("NSS_SECRET_KEY_FILE", "key"),
    ];
    let printed = refused(folder.path(), &settings);
    assert!(printed.contains("NSS_LISTEN"), "{printed}");
    for name in ["nss.db", "nss.db-wal"] {
        assert!(printed.contains(&format!("{name} was open to others")), "{printed}");
        let mode = fs::metadata(at(name)).map_or(0o600, |file| file.permissions().mode() & 0o777);
        assert_eq!(mode, 0o600, "{name}");
    }
    assert!(printed.contains("key can be read by everybody"), "{printed}");
    set("key", 0o640);
    let printed = refused(folder.path(), &settings);
    assert!(!printed.contains("was open to others") && !printed.contains("read by everybody"), "{printed}");
}
