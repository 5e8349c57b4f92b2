//! The page of those who come back: the menu.

use nss_frontend::app::menu_app::MenuApp;

fn main() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::mount_to_body(MenuApp);
}
