//! The page of NSS (NACCSサポートシステム): draws what core declares, keeps what is typed, decides nothing.

mod api;
mod app;
mod clock;
mod control;
mod desk;
mod dom;
mod here;
mod page;
mod press;
mod route;
mod shell;
mod signal;
mod view;

fn main() {
    signal::begin(app::app);
}
