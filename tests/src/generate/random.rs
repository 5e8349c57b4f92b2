//! A small seeded random number generator (`SplitMix64`), with the same numbers on every machine.

use nss_core::form::RowId;

/// The generator. It is not cryptographic.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
    takes_first: bool,
}

impl Random {
    /// The generator of one seed.
    pub const fn seeded(seed: u64) -> Self {
        Self { state: seed, takes_first: false }
    }

    /// The generator of one case of a run, independent of the other cases.
    pub fn of_case(seed: u64, case: u64) -> Self {
        Self::seeded(Self::seeded(seed).number() ^ Self::seeded(!case).number())
    }

    /// A generator that always gives the first choice, for the simplest draft.
    pub(super) const fn first() -> Self {
        Self { state: 0, takes_first: true }
    }

    /// Whether it is for the simplest draft.
    pub(super) const fn takes_first(&self) -> bool {
        self.takes_first
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if self.takes_first || end == 0 {
            return 0;
        }
        usize::try_from(self.number() % end as u64).unwrap_or(0)
    }

    /// True with a probability of one in `of`.
    pub fn one_in(&mut self, of: usize) -> bool {
        !self.takes_first && self.below(of) == 0
    }

    /// One of the items, if there is any.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// The id of a new row.
    pub fn row_id(&mut self) -> RowId {
        RowId::from_random(self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_another_seed_gives_others() {
        let draws = |seed| {
            std::iter::repeat_with(move || seed)
                .scan(Random::seeded(seed), |r, _| Some(r.number()))
                .take(8)
                .collect::<Vec<_>>()
        };
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
        assert_ne!(Random::of_case(1, 2).number(), Random::of_case(2, 1).number());
    }
}
