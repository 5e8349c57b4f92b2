//! The queue as CSV: UTF-8 with a mark, CRLF, and no cell that a spreadsheet would compute.

use axum::body::{Body, Bytes};
use csv::{Terminator, WriterBuilder};
use futures_util::stream;
use nss_core::api::desk::QueueLine;
use sea_orm::DatabaseConnection;

use super::queue::{self, Filter};
use crate::error::ApiError;

/// The mark by which Excel knows UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// Lines that are read at a time.
const PIECE: u32 = 500;
/// The heads of the columns.
const HEADS: [&str; 8] = ["申込受付番号", "申込分類", "状況", "企業名", "事業所名", "申込日時", "最終更新日時", "担当"];
/// The first characters of a formula; in Japanese, Excel takes the wide ones as well.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Every line that the filter lets through, piece by piece.
pub async fn csv(db: DatabaseConnection, filter: Filter, member_id: String) -> Result<Body, ApiError> {
    // The first piece is read before the reply begins: its errors are problems.
    let (first, next) = piece(&db, &filter, &member_id).await?;
    let head = [MARK, &rows([HEADS.map(str::to_owned)])?].concat();
    let rest = stream::try_unfold(next, move |next| {
        let (db, filter, member_id) = (db.clone(), filter.clone(), member_id.clone());
        async move {
            let Some(after) = next else { return Ok(None) };
            piece(&db, &Filter { after, ..filter }, &member_id).await.map(Some).map_err(|error| error.kind().title())
        }
    });
    let begin = stream::iter([Ok(Bytes::from(head)), Ok(first)]);
    Ok(Body::from_stream(futures_util::StreamExt::chain(begin, rest)))
}

async fn piece(db: &DatabaseConnection, filter: &Filter, member_id: &str) -> Result<(Bytes, Option<String>), ApiError> {
    let (lines, next) = queue::read(db, filter, member_id, PIECE).await?;
    let lines = queue::to_lines(db, lines, member_id).await?;
    Ok((rows(lines.into_iter().map(cells))?.into(), next))
}

fn rows(rows: impl IntoIterator<Item = [String; 8]>) -> Result<Vec<u8>, ApiError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(safe)).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

fn cells(line: QueueLine) -> [String; 8] {
    let time = |at: nss_core::api::Instant| at.format("%Y-%m-%d %H:%M").to_string();
    [
        line.number,
        line.kind.label().to_owned(),
        line.state.label().to_owned(),
        line.company,
        line.office,
        time(line.submitted_at),
        time(line.changed_at),
        line.assignee.unwrap_or_default(),
    ]
}

/// An apostrophe makes a text of what would be a formula.
fn safe(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}

fn failed(error: &dyn std::error::Error) -> ApiError {
    tracing::error!(%error, "CSV");
    nss_core::api::ProblemKind::Internal.into()
}

#[cfg(test)]
mod tests {
    use super::{FORMULA, rows, safe};

    #[test]
    fn no_cell_begins_like_a_formula() {
        for first in FORMULA {
            assert_eq!(safe(format!("{first}1+1")), format!("'{first}1+1"));
        }
        assert_eq!(safe("本社-1".to_owned()), "本社-1");
    }

    #[test]
    fn cells_with_commas_quotes_and_line_ends_are_quoted() {
        let cell = |text: &str| text.to_owned();
        let row = [cell("a,b"), cell("a\"b"), cell("a\nb"), cell("=a,b"), cell(""), cell("本社"), cell("-"), cell("x")];
        let written = String::from_utf8(rows([row]).unwrap()).unwrap();
        assert_eq!(written, "\"a,b\",\"a\"\"b\",\"a\nb\",\"'=a,b\",,本社,'-,x\r\n");
    }
}
