//! The applicant's page.

use nss_frontend::app::App;
use nss_frontend::browser::first_picture;

fn main() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::mount_to_body(App);
    first_picture::remove();
}
