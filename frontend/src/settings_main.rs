//! The page of システム設定申込.

use nss_frontend::app::settings_app::SettingsApp;

fn main() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::mount_to_body(SettingsApp);
}
