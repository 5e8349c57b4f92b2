//! The URLs of database, files and mail. They may hold passwords: no refusal repeats any part of them.

use std::{ffi::OsString, path::PathBuf};

use url::Url;

use super::{MailConfig, StorageConfig};

/// Parameters of a PostgreSQL URL that the driver knows; it ignores any other, even a misspelt `sslmode`.
const POSTGRES_PARAMETERS: [&str; 18] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
];

/// Variables of which one says where a bucket is.
const BUCKET_PLACES: [&str; 5] =
    ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"];

/// Checks `NSS_DATABASE_URL`: a database that keeps what it is given. No refusal repeats any part of the URL.
pub fn check_database(text: &str) -> Result<(), String> {
    let refused = |why: &str| Err(format!("NSS_DATABASE_URL {why}"));
    if let Some(file) = text.strip_prefix("sqlite:") {
        let (path, query) = file.split_once('?').unwrap_or((file, ""));
        let path = path.trim_start_matches("//");
        if path.is_empty() || path.contains(":memory:") || query.contains("mode=memory") {
            return refused("must name a file: a database in memory keeps nothing");
        }
        if path.ends_with('/') {
            return refused("must name a file, not a folder");
        }
        if query.contains("mode=ro") || query.contains("immutable") {
            return refused("must name a database that can be written");
        }
        return Ok(());
    }
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "postgres" | "postgresql") => {
            let names_database = url.query_pairs().any(|(key, _)| key == "dbname");
            if url.path().ends_with('/') && (url.path() != "/" || !names_database) {
                return refused("must end with the name of the database");
            }
            let is_known = |key: &str| POSTGRES_PARAMETERS.contains(&key) || key.starts_with("options[");
            if url.query_pairs().all(|(key, _)| is_known(&key)) {
                Ok(())
            } else {
                refused("has a parameter that PostgreSQL's driver would ignore")
            }
        }
        _ => refused("must be sqlite://PATH or postgres://…"),
    }
}

/// Reads `NSS_FILES_URL`.
pub(super) fn read_files(text: &str) -> Result<StorageConfig, String> {
    let refused = |why: &str| Err(format!("NSS_FILES_URL {why}"));
    if let Some(folder) = text.strip_prefix("file://") {
        return if folder.is_empty() {
            refused("must name a folder")
        } else {
            Ok(StorageConfig::Folder(folder.into()))
        };
    }
    match Url::parse(text) {
        _ if !has_scheme(text) && !text.is_empty() => Ok(StorageConfig::Folder(text.into())),
        Ok(url) if url.scheme() == "s3" && url.host_str().is_some_and(|bucket| !bucket.is_empty()) => {
            if url.username().is_empty() && url.password().is_none() && url.query().is_none() {
                Ok(StorageConfig::S3(text.to_owned()))
            } else {
                refused("must name only the bucket: region and keys come from the AWS_… variables")
            }
        }
        _ => refused("must be a folder or s3://BUCKET[/PREFIX]"),
    }
}

/// Whether variables of the environment say where buckets are: their region or their server.
pub(super) fn names_bucket_place(variables: impl Iterator<Item = (OsString, OsString)>) -> bool {
    let mut set = variables.filter(|(_, value)| !value.is_empty());
    set.any(|(name, _)| name.to_str().is_some_and(|name| BUCKET_PLACES.contains(&name.to_ascii_uppercase().as_str())))
}

/// Reads `NSS_MAIL_URL`.
pub(super) fn read_mail(text: Option<&str>, production: bool) -> Result<MailConfig, String> {
    let refused = |why: &str| Err(format!("NSS_MAIL_URL {why}"));
    let text = text.unwrap_or("var/mails.jsonl");
    let file = text.strip_prefix("file://").unwrap_or(text);
    if !has_scheme(file) && !file.is_empty() {
        return if production {
            refused("must name a mail server: smtp://… or smtps://…")
        } else {
            Ok(MailConfig::File(PathBuf::from(file)))
        };
    }
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "smtp" | "smtps"));
    let Some(url) = url.filter(|url| url.host_str().is_some_and(|host| !host.is_empty())) else {
        return refused("must name a mail server: smtp://… or smtps://…");
    };
    if url.query_pairs().any(|(key, value)| key != "tls" || !matches!(&*value, "required" | "opportunistic")) {
        return refused("may only have the parameter tls=required or tls=opportunistic");
    }
    if url.username().is_empty() != url.password().is_none() {
        return refused("must hold a name and a password, or neither");
    }
    Ok(MailConfig::Smtp(text.to_owned()))
}

/// Whether the password of the mail server is sent without TLS.
pub(super) fn sends_password_in_clear(mail: &MailConfig) -> bool {
    let MailConfig::Smtp(url) = mail else { return false };
    Url::parse(url).is_ok_and(|url| {
        url.scheme() == "smtp" && url.password().is_some() && !url.query_pairs().any(|(_, value)| value == "required")
    })
}

/// Whether the text begins like a URL. One letter is a drive.
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{
        MailConfig, StorageConfig, check_database, names_bucket_place, read_files, read_mail, sends_password_in_clear,
    };

    #[test]
    fn a_database_is_a_file_or_postgresql() {
        for text in [
            "sqlite://var/nss.db",
            "sqlite:///srv/nss.db?mode=rwc",
            "sqlite:nss.db",
            "postgres://nss:hunter2@db/nss?sslmode=verify-full",
            "postgresql://db/nss",
            "postgres:///?host=/run/postgresql&dbname=nss",
        ] {
            assert_eq!(check_database(text), Ok(()), "{text}");
        }
        for text in [
            "",
            "nss.db",
            "sqlite:",
            "sqlite://",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite://nss.db?mode=memory",
            "sqlite://nss.db?mode=ro",
            "sqlite://var/",
            "sqlite:///srv/nss.db/",
            "postgres://nss:hunter2@db/",
            "postgres://nss:hunter2@db/nss/",
            "mysql://nss:hunter2@db/nss",
            "nss:hunter2@db/nss",
            "postgres://nss:hunter2@db/nss?sslmod=require",
        ] {
            let refused = check_database(text).unwrap_err();
            assert!(refused.starts_with("NSS_DATABASE_URL ") && !refused.contains("hunter2"), "{text}: {refused}");
        }
    }

    #[test]
    fn files_are_in_a_folder_or_a_bucket() {
        for text in ["var/files", "/srv/files", "file:///srv/files", "files 2026", "C:/files"] {
            let read = read_files(text);
            assert!(matches!(read, Ok(StorageConfig::Folder(_))), "{text}: {read:?}");
        }
        assert!(matches!(read_files("s3://bucket/nss"), Ok(StorageConfig::S3(_))));
        for text in ["", "file://", "s3:bucket", "s3://", "s3://key:hunter2@bucket", "gs://bucket", "https://a/b"] {
            let refused = read_files(text).unwrap_err();
            assert!(refused.starts_with("NSS_FILES_URL ") && !refused.contains("hunter2"), "{text}: {refused}");
        }
    }

    #[test]
    fn a_bucket_is_in_a_region_or_on_a_server() {
        let names = |name: &str, value: &str| names_bucket_place(std::iter::once((name.into(), value.into())));
        for name in ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT", "aws_endpoint_url"] {
            assert!(names(name, "x") && !names(name, ""), "{name}");
        }
        assert!(!names("AWS_ACCESS_KEY_ID", "x"));
    }

    #[test]
    fn mail_goes_to_a_server_or_while_developing_into_a_file() {
        for text in ["smtp://mail", "smtps://nss:hunter2@mail:465", "smtp://nss:hunter2@mail?tls=required"] {
            assert_eq!(read_mail(Some(text), true), Ok(MailConfig::Smtp(text.to_owned())), "{text}");
        }
        assert_eq!(read_mail(None, false), Ok(MailConfig::File("var/mails.jsonl".into())));
        assert_eq!(read_mail(Some("file:///tmp/mails"), false), Ok(MailConfig::File("/tmp/mails".into())));
        assert!(read_mail(None, true).is_err() && read_mail(Some("var/mails.jsonl"), true).is_err());
        for text in [
            "",
            "smtp://",
            "smtp:mail",
            "imap://nss:hunter2@mail",
            "nss:hunter2@mail",
            "smtp://nss:hunter2@mail?tsl=required",
            "smtp://nss:hunter2@mail?tls=hunter2",
            "smtp://hunter2@mail",
        ] {
            let refused = read_mail(Some(text), false).unwrap_err();
            assert!(refused.starts_with("NSS_MAIL_URL ") && !refused.contains("hunter2"), "{text}: {refused}");
        }
    }

    #[test]
    fn a_password_without_tls_is_noticed() {
        for (url, clear) in [
            ("smtp://nss:hunter2@mail", true),
            ("smtp://nss:hunter2@mail?tls=opportunistic", true),
            ("smtp://nss:hunter2@mail?tls=required", false),
            ("smtps://nss:hunter2@mail", false),
            ("smtp://mail", false),
        ] {
            assert_eq!(sends_password_in_clear(&MailConfig::Smtp(url.to_owned())), clear, "{url}");
        }
    }
}
