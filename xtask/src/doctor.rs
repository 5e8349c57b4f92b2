//! `cargo xtask doctor`: lists missing tools, each with the command that installs it.

use anyhow::{Result, ensure};

use crate::tools;

/// Prints every requirement; fails when one is missing.
pub(crate) fn doctor() -> Result<()> {
    let requirements = tools::requirements()?;
    for requirement in &requirements {
        if requirement.is_installed {
            println!("  there    {}", requirement.name);
        } else {
            println!("  missing  {}\n           {}", requirement.name, requirement.install_command);
        }
    }
    let missing = requirements.iter().filter(|requirement| !requirement.is_installed).count();
    ensure!(missing == 0, "{missing} missing; `cargo xtask run` and `test` install what they need where they can");
    Ok(())
}
