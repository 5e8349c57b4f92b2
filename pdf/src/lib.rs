//! The printed forms (帳票) as PDF, A4, set by typst with an embedded Noto Sans JP (C-110 … C-114).

use std::fmt;

use nss_core::print::PrintedForm;
use typst::foundations::{Dict, IntoValue};
use typst_as_lib::{TypstAsLibError, TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// The sheet: it reads the form as JSON from its input.
const SHEET: &str = include_str!("form.typ");
/// Noto Sans JP; empty where the build found no font.
static FONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/font.ttf"));

/// Sets forms.
pub struct Typesetter {
    engine: TypstEngine<TypstTemplateMainFile>,
}

/// The reason why a form was not set.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The form is no JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// typst refuses the sheet or the form.
    #[error(transparent)]
    Sheet(#[from] TypstAsLibError),
    /// The set pages are no PDF.
    #[error("PDF: {0}")]
    Pdf(String),
}

impl fmt::Debug for Typesetter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Typesetter")
    }
}

impl Typesetter {
    /// A typesetter with the embedded font; none if the build found no font.
    pub fn new() -> Option<Self> {
        let with_font = || TypstEngine::builder().main_file(SHEET).fonts([FONT]).build();
        (!FONT.is_empty()).then(|| Self { engine: with_font() })
    }

    /// The form as PDF. It takes a processor for some tenths of a second: call it on a thread that may block.
    pub fn set(&self, form: &PrintedForm) -> Result<Vec<u8>, PdfError> {
        let mut input = Dict::new();
        input.insert("form".into(), serde_json::to_string(form)?.into_value());
        let document: PagedDocument = self.engine.compile_with_input(input).output?;
        typst_pdf::pdf(&document, &PdfOptions::default()).map_err(|errors| PdfError::Pdf(format!("{errors:?}")))
    }
}
