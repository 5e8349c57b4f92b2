//! The browser's own question.

use leptos::prelude::window;

/// Asks the applicant to confirm; a browser that shows no dialog counts as no.
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}
