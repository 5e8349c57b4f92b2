//! `cargo xtask doctor`: what is missing, and the one line that gets it.

use anyhow::{Result, ensure};

use crate::tools;

/// Prints what is needed; an error when something is missing.
pub(crate) fn doctor() -> Result<()> {
    let needs = tools::needs()?;
    for need in &needs {
        if need.is_there {
            println!("  there    {}", need.name);
        } else {
            println!("  missing  {}\n           {}", need.name, need.line);
        }
    }
    let missing = needs.iter().filter(|need| !need.is_there).count();
    ensure!(
        missing == 0,
        "{missing} missing; `cargo xtask run` and `test` get what they need by themselves where they can"
    );
    Ok(())
}
