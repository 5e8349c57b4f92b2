//! The URL table, route by route.
