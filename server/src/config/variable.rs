//! Names the variable of a setting in the errors of the command line.

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue},
};

/// Adds the variable to the flag that an error of the command line names: an operator who set the variable never wrote
/// the flag.
pub fn name_variable(mut error: Error, command: &mut Command) -> Error {
    command.build();
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return error };
    let mut arguments = command.get_subcommands().chain([&*command]).flat_map(Command::get_arguments);
    let variable = arguments.find(|argument| argument.to_string() == *flag).and_then(|argument| argument.get_env());
    if let Some(variable) = variable {
        let named = format!("{flag}, {}", variable.display());
        error.insert(ContextKind::InvalidArg, ContextValue::String(named));
    }
    error
}
