//! The page of 変更申込.

use nss_frontend::app::change_app::ChangeApp;

fn main() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::mount_to_body(ChangeApp);
}
