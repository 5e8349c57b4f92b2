//! 一時保存 (N-118): saving is never refused for what is typed, and does not log out; the second button does.

use crate::desk::Desk;
use crate::dom::run;
use crate::shell;
use crate::view::{El, button};

/// The two buttons.
pub(super) fn buttons(desk: Desk) -> Vec<El> {
    let save = move || {
        run(async move {
            if desk.save_all().await {
                desk.here.say("保存しました");
            }
        });
    };
    vec![
        button("申込内容を一時保存する", "", save),
        button("一時保存してログアウト", "", move || shell::log_out(desk.here)),
    ]
}
