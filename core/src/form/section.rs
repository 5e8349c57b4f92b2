//! Sections: questions that are asked together, once or as a list of rows.

use super::{Author, Field, Rule, Scope, When, documented};

/// Whether a section is asked once or as a list of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Once.
    Once,
    /// As a list of rows.
    Many {
        /// Fewest rows at 登録.
        least: u16,
        /// Most rows.
        most: u16,
    },
}

/// Questions that are asked together, once or in each row of a list.
pub struct Section {
    /// The first part of the paths of its answers (for an inner list: the part behind the row).
    pub key: &'static str,
    /// Its title; for a list, the name of one row.
    pub title: &'static str,
    /// Once, or a list of rows.
    pub rows: Rows,
    /// Its questions, in order.
    pub fields: &'static [&'static Field],
    /// The inner list of each of its rows.
    pub inner: Option<&'static Section>,
    /// The list whose rows hold it.
    pub outer: Option<&'static Section>,
    /// The side that writes all its answers and adds its rows; the applicant's may have fields of the center.
    pub author: Author,
    /// Rules within one row.
    pub rules: &'static [Rule],
    /// The condition for asking it.
    pub when: When,
    /// For a list: whether its rows are edited on the page itself instead of on a page each.
    pub is_inline: bool,
    /// For a list: whether each row is an attached file, with a name and a size.
    pub holds_files: bool,
    /// For a list: a button that adds a row with one answer: its label, the field, the answer (「FAXはありません」).
    pub ready_made: Option<(&'static str, &'static Field, &'static str)>,
    /// Its doc comment (only with the feature `server`).
    pub about: &'static str,
}

impl Section {
    /// A section that is always asked, without rules or inner rows.
    pub const fn new(key: &'static str, title: &'static str, rows: Rows, fields: &'static [&'static Field]) -> Self {
        Self {
            key,
            title,
            rows,
            fields,
            inner: None,
            outer: None,
            author: Author::Applicant,
            rules: &[],
            when: When::Always,
            is_inline: false,
            holds_files: false,
            ready_made: None,
            about: "",
        }
    }

    /// Each row holds an inner list.
    #[must_use]
    pub const fn inner(mut self, inner: &'static Section) -> Self {
        self.inner = Some(inner);
        self
    }

    /// Each row of that list holds it.
    #[must_use]
    pub const fn within(mut self, outer: &'static Section) -> Self {
        self.outer = Some(outer);
        self
    }

    /// Adds rules within one row.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// The center writes it: it is never asked of an applicant, and a row of it is never accepted from one.
    #[must_use]
    pub const fn by_center(mut self) -> Self {
        self.author = Author::Center;
        self
    }

    /// Asked only when `field` has one of these values.
    #[must_use]
    pub const fn when(mut self, field: &'static Field, values: &'static [&'static str]) -> Self {
        self.when = When::Is(field, values);
        self
    }

    /// Asked only if a function of the domain returns true.
    #[must_use]
    pub const fn when_holds(mut self, words: &'static str, holds: fn(&Scope) -> bool) -> Self {
        self.when = When::Holds(documented(words), holds);
        self
    }

    /// Its rows are edited on the page itself.
    #[must_use]
    pub const fn inline(mut self) -> Self {
        self.is_inline = true;
        self
    }

    /// Its rows are attached files.
    #[must_use]
    pub const fn files(mut self) -> Self {
        self.is_inline = true;
        self.holds_files = true;
        self
    }

    /// Adds a button that makes a row with this answer.
    #[must_use]
    pub const fn ready_made(mut self, label: &'static str, field: &'static Field, answer: &'static str) -> Self {
        self.ready_made = Some((label, field, answer));
        self
    }

    /// Only for [`section!`](crate::section).
    #[doc(hidden)]
    #[must_use]
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    /// The inner list of each of its rows, if an applicant is asked for it.
    pub fn asked_inner(&self) -> Option<&'static Section> {
        self.inner.filter(|list| list.author == Author::Applicant)
    }

    /// Whether it is a list of rows.
    pub const fn is_list(&self) -> bool {
        matches!(self.rows, Rows::Many { .. })
    }
}

impl PartialEq for Section {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Section {}

impl std::fmt::Debug for Section {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

/// Declares a section and its fields as `static`s, one section to a module.
///
/// The macro guarantees that every declared field is in its section. The first line names the section and may
/// end in builder calls (`.inner(&…)`, `.rules(&[…])`); each further line is a field with its doc comment.
#[macro_export]
macro_rules! section {
    (
        $(#[doc = $about:literal])*
        $SECTION:ident = $key:literal, $title:literal, $rows:expr $(, . $call:ident ( $($argument:expr),* ))*;
        $(
            $(#[doc = $doc:literal])*
            $NAME:ident = $field:expr;
        )*
    ) => {
        $(#[doc = $about])*
        pub static $SECTION: $crate::form::Section =
            $crate::form::Section::new($key, $title, $rows, &[$(&$NAME),*])
                $(.$call($($argument),*))*
                .about($crate::form::documented(concat!($($about),*)));
        $(
            $(#[doc = $doc])*
            pub static $NAME: $crate::form::Field = $field.placed(
                &$SECTION,
                Position::$NAME as u16,
                $crate::form::documented(concat!($($doc),*)),
            );
        )*
        // The compiler counts the fields.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named like the statics that they count")]
        enum Position { $($NAME),* }
    };
}
