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

/// The standard one weighs three times as much.
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    signal::begin(app::app);
}
