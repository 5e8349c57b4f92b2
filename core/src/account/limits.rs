//! Rate limits of logins, registrations, reissues and uploads (F010, F115).

/// A rate limit: a number of tries within a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Stable name in the store.
    pub name: &'static str,
    /// Tries that are let through in one window.
    pub tries: u32,
    /// Length of the window in seconds. It begins with its first try.
    pub seconds: u32,
    /// Seconds for which the limit refuses once it is reached, counted from the last try; 0: until the window is over.
    pub penalty: u32,
    /// Whether it counts by client address alone. Development widens such limits, because all clients share one
    /// address.
    pub per_address: bool,
}

/// Wrong passwords for one ID from one address: five, then 15 minutes.
pub const WRONG_PER_ID_AND_ADDRESS: Limit =
    Limit { name: "login-id-address", tries: 5, seconds: 15 * 60, penalty: 15 * 60, per_address: true };
/// Wrong passwords from one address over all IDs: 30 in five minutes, refused until those are over.
pub const WRONG_PER_ADDRESS: Limit =
    Limit { name: "login-address", tries: 30, seconds: 5 * 60, penalty: 0, per_address: true };
/// Registrations for one e-mail address in one hour.
pub const REGISTRATIONS_PER_MAIL: Limit =
    Limit { name: "registration-mail", tries: 5, seconds: 3600, penalty: 0, per_address: false };
/// Registrations from one client address in one hour.
pub const REGISTRATIONS_PER_ADDRESS: Limit =
    Limit { name: "registration-address", tries: 20, seconds: 3600, penalty: 0, per_address: true };
/// Reissues of a password for one e-mail address in one hour: as registrations.
pub const REISSUES_PER_MAIL: Limit =
    Limit { name: "reissue-mail", tries: 5, seconds: 3600, penalty: 0, per_address: false };
/// Reissues from one client address in one hour: as registrations.
pub const REISSUES_PER_ADDRESS: Limit =
    Limit { name: "reissue-address", tries: 20, seconds: 3600, penalty: 0, per_address: true };
/// Files sent by one account in one hour: removed files are kept for a day and must not fill the store.
pub const UPLOADS_PER_ACCOUNT: Limit =
    Limit { name: "upload", tries: 60, seconds: 3600, penalty: 0, per_address: false };

/// The factor by which limits per client address are wider in development.
pub const DEVELOPMENT_FACTOR: u32 = 100;

/// Seconds to wait after `wrong` wrong passwords for one ID from any address. The delay grows and never locks the
/// account: 0 up to the fourth, then 1, 2, 4, 8, and 16 from then on.
pub const fn delay_per_id(wrong: u32) -> u32 {
    match wrong {
        0..=4 => 0,
        5..=8 => 1 << (wrong - 5),
        _ => 16,
    }
}

/// Seconds after which wrong passwords for one ID are forgotten: one hour.
pub const DELAY_WINDOW: u32 = 3600;

#[cfg(test)]
mod tests {
    use super::delay_per_id;

    #[test]
    fn the_delay_per_id_grows_and_stays_bearable() {
        let delays: Vec<u32> = (0..12).map(delay_per_id).collect();
        assert_eq!(delays, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 16, 16]);
    }
}
