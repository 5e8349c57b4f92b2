//! The staff's page.

use nss_frontend::staff::StaffApp;

fn main() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::mount_to_body(StaffApp);
}
