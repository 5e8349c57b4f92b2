use std::fs;

use clap::{CommandFactory, Parser};
use tempfile::TempDir;

use super::{Environment, MailConfig, Settings, StorageConfig, name_variable};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

fn settings(line: &str) -> Settings {
    Line::parse_from(["nss"].into_iter().chain(line.split_whitespace())).settings
}

#[test]
fn production_is_the_default_and_says_all_that_is_missing() {
    let settings = settings("");
    assert_eq!(settings.env, Environment::Production);
    let refused = settings.check().unwrap_err().to_string();
    for name in [
        "NSS_BASE_URL",
        "NSS_MAIL_URL",
        "NSS_SECRET_KEY_FILE",
        "NSS_OPERATOR_NAME",
        "NSS_OPERATOR_ADDRESS",
        "NSS_OPERATOR_TELEPHONE",
        "NSS_TERMS_FILE",
    ] {
        assert!(refused.contains(name), "{name} is not in {refused}");
    }
}

/// All that production asks for but a mail server, with a fresh key.
fn production(folder: &TempDir) -> String {
    let key = folder.path().join("key");
    fs::write(&key, crate::store::random::<32>().unwrap()).unwrap();
    format!(
        "--base-url https://nss.example.jp/ --secret-key-file {} --operator-name A --operator-address B \
         --operator-telephone 03-0000-0000 --terms-file terms.txt",
        key.display()
    )
}

#[test]
fn production_starts_with_what_it_asks_for_and_refuses_a_file_for_mail() {
    let folder = tempfile::tempdir().unwrap();
    let line = production(&folder);
    let config = settings(&format!("{line} --mail-url smtps://mail.example.jp")).check().unwrap();
    assert_eq!(config.base_url, "https://nss.example.jp");
    assert_eq!(config.mail_from, "no-reply@nss.example.jp");
    assert!(config.is_https() && !config.is_development());
    let refused = settings(&format!("{line} --mail-url var/mails.jsonl")).check().unwrap_err();
    assert_eq!(refused.0.len(), 1, "{refused}");
    fs::write(folder.path().join("key"), [7; 32]).unwrap();
    let refused = settings(&format!("{line} --mail-url smtps://mail.example.jp")).check().unwrap_err();
    assert!(refused.to_string().contains("NSS_SECRET_KEY_FILE"), "{refused}");
}

#[test]
fn the_sender_is_a_mail_address() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{} --mail-url smtps://mail.example.jp", production(&folder));
    let from = |more: &str| settings(&format!("{line} {more}")).check().map(|config| config.mail_from);
    assert_eq!(from("--mail-from nss@example.jp").unwrap(), "nss@example.jp");
    for bad in ["--mail-from nss", "--mail-from nss@", "--mail-from a@b@c", "--mail-from="] {
        assert!(from(bad).unwrap_err().to_string().contains("NSS_MAIL_FROM"), "{bad}");
    }
    let by_number = line.replace("nss.example.jp/", "192.0.2.1");
    let refused = settings(&by_number).check().unwrap_err();
    assert!(refused.to_string().contains("NSS_MAIL_FROM"), "an address of numbers is no domain: {refused}");
}

#[test]
fn proxies_are_addresses_and_networks_but_not_everybody() {
    let trusted = |text: &str| {
        let line = Line::parse_from(["nss", "--env", "development", "--trusted-proxy", text]);
        line.settings.check().map(|config| config.trusted_proxy).map_err(|error| error.to_string())
    };
    let read: Vec<String> = trusted("10.0.0.1,10.1.0.0/16, 2001:db8::/32 ,::ffff:10.0.0.2,")
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(read, ["10.0.0.1/32", "10.1.0.0/16", "2001:db8::/32", "10.0.0.2/32"]);
    assert_eq!(trusted(""), Ok(Vec::new()), "a variable that is empty");
    for bad in ["0.0.0.0/0", "::/0", "proxy.example.jp", "10.0.0.1:80", "10.0.0.0/33"] {
        assert!(trusted(bad).unwrap_err().contains("NSS_TRUSTED_PROXY"), "{bad}");
    }
}

#[test]
fn an_error_of_the_command_line_names_the_variable() {
    for (flag, bad, name) in [
        ("--env", "staging", "NSS_ENV"),
        ("--listen", "8080", "NSS_LISTEN"),
        ("--metrics-listen", "", "NSS_METRICS_LISTEN"),
        ("--session-idle", "1", "NSS_SESSION_IDLE"),
        ("--mail-retention-days", "0", "NSS_MAIL_RETENTION_DAYS"),
        ("--account-retention-days", "x", "NSS_ACCOUNT_RETENTION_DAYS"),
        ("--files-min-free", "1G", "NSS_FILES_MIN_FREE"),
        ("--terms-file", "", "NSS_TERMS_FILE"),
    ] {
        let Err(error) = Line::try_parse_from(["nss", flag, bad]) else { panic!("{flag} {bad}") };
        let printed = name_variable(error, &mut Line::command()).to_string();
        assert!(printed.contains(flag) && printed.contains(name), "{printed}");
    }
}

#[test]
fn the_operators_texts_can_be_shown() {
    let check = |flag: &str, text: &str| {
        let line = Line::parse_from(["nss", "--env", "development", flag, text]);
        line.settings.check().map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(check("--operator-telephone", "０３（００００）００００"), Ok(()));
    for (flag, bad, name) in [
        ("--operator-telephone", "after noon", "NSS_OPERATOR_TELEPHONE"),
        ("--operator-telephone", "03-0000\u{7}", "NSS_OPERATOR_TELEPHONE"),
        ("--operator-name", "A\nB", "NSS_OPERATOR_NAME"),
        ("--operator-address", "A\u{1b}[0m", "NSS_OPERATOR_ADDRESS"),
        ("--operator-hours", "9\t18", "NSS_OPERATOR_HOURS"),
    ] {
        assert!(check(flag, bad).unwrap_err().contains(name), "{flag} {bad:?}");
    }
}

#[test]
fn production_without_a_named_proxy_warns_at_every_start() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{} --mail-url smtp://nss:hunter2@mail.example.jp", production(&folder));
    let warnings = |line: &str| {
        let settings = settings(line);
        let config = settings.check().unwrap();
        settings.warnings(&config).join(" ")
    };
    let all = warnings(&line);
    for name in ["NSS_TRUSTED_PROXY", "NSS_LINKS_FILE", "NSS_MAIL_URL"] {
        assert!(all.contains(name), "{name} is not in {all}");
    }
    assert!(!all.contains("hunter2"), "{all}");
    let quiet = line.replace("smtp://nss", "smtps://nss") + " --trusted-proxy 10.0.0.1 --links-file links.json";
    assert_eq!(warnings(&quiet), "");
    assert_eq!(warnings("--env development"), "");
}

#[test]
fn no_secret_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{} --mail-url smtps://nss:hunter2@mail.example.jp", production(&folder));
    let config = settings(&line).check().unwrap();
    let printed = format!("{config:?}");
    assert!(printed.contains("nss.example.jp") && !printed.contains("hunter2"), "{printed}");
    assert!(!printed.contains(&format!("{:?}", *config.secret)), "{printed}");
    let refused = settings(
        "--database-url mysql://nss:hunter2@db/nss --mail-url imap://nss:hunter2@mail \
         --files-url gs://nss:hunter2@bucket --base-url https://nss:hunter2@nss.example.jp",
    );
    let refused = refused.check().unwrap_err().to_string();
    for name in ["NSS_DATABASE_URL", "NSS_MAIL_URL", "NSS_FILES_URL", "NSS_BASE_URL"] {
        assert!(refused.contains(name), "{name} is not in {refused}");
    }
    assert!(!refused.contains("hunter2"), "{refused}");
}

#[test]
fn previous_keys_are_read_like_the_present_one() {
    let folder = tempfile::tempdir().unwrap();
    let [old, older, short] = ["old", "older", "short"].map(|name| folder.path().join(name));
    fs::write(&old, [1; 32]).unwrap();
    fs::write(&older, crate::store::random::<32>().unwrap()).unwrap();
    fs::write(&short, [3; 31]).unwrap();
    let line = format!("--env development --previous-secret-key-files {},{}", old.display(), older.display());
    let present = settings(&format!("--env development --secret-key-file {}", older.display())).check().unwrap();
    assert_eq!(settings(&line).check().unwrap().previous_secrets[1], present.secret);
    let none = Line::parse_from(["nss", "--env", "development", "--previous-secret-key-files", ""]).settings;
    assert!(none.check().unwrap().previous_secrets.is_empty(), "a variable that is empty");
    let refused = settings(&format!("{line},{}", short.display())).check().unwrap_err();
    assert!(refused.to_string().contains("NSS_PREVIOUS_SECRET_KEY_FILES"), "{refused}");
}

#[test]
fn development_works_without_any_other_setting() {
    let config = settings("--env development").check().unwrap();
    assert_eq!(config.base_url, "http://127.0.0.1:8080");
    assert_eq!(config.mail, MailConfig::File("var/mails.jsonl".into()));
    assert!(config.operator.contacts[0].telephone.contains("0120-794-550"));
}

#[test]
fn development_does_not_listen_beyond_loopback() {
    for address in ["0.0.0.0:8080", "192.0.2.1:8080", "[::]:8080"] {
        assert!(settings(&format!("--env development --listen {address}")).check().is_err(), "{address}");
    }
    assert!(settings("--env development --listen [::1]:8080").check().is_ok());
}

#[test]
fn a_clock_of_ones_own_is_for_development() {
    assert!(settings("--env development --clock file:var/clock").check().is_ok());
    assert!(settings("--env development --clock 2026-11-20").check().is_err());
    assert!(settings("--clock file:var/clock").check().unwrap_err().to_string().contains("NSS_CLOCK"));
}

#[test]
fn files_go_into_a_folder_unless_a_bucket_is_named() {
    let files = |line: &str| settings(&format!("--env development {line}")).check().map(|config| config.files);
    assert_eq!(files("").unwrap(), StorageConfig::Folder("var/files".into()));
    assert_eq!(files("--files-url file:///srv/files").unwrap(), StorageConfig::Folder("/srv/files".into()));
    assert_eq!(files("--files-url s3://bucket/nss").unwrap(), StorageConfig::S3("s3://bucket/nss".to_owned()));
    for other in ["https://example.jp/files", "gs://bucket"] {
        assert!(files(&format!("--files-url {other}")).unwrap_err().to_string().contains("NSS_FILES_URL"), "{other}");
    }
}
