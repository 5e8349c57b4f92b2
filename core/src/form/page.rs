//! Forms and their pages, in order.

use super::{At, Draft, Field, Place, Rule, Scope, Section};

/// One page of the form.
#[derive(Debug)]
pub struct Page {
    /// Its segment of the URL.
    pub path: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// The paragraph below the heading.
    pub lead: &'static str,
    /// Its sections, in order.
    pub sections: &'static [&'static Section],
}

impl Page {
    /// Whether any of its sections is asked; otherwise the page has no URL (F018).
    pub fn applies(&self, draft: &Draft) -> bool {
        let whole = Scope::whole(draft);
        self.sections.iter().any(|section| whole.asks(section))
    }
}

/// A whole form.
#[derive(Debug)]
pub struct Form {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Counts up whenever stored drafts need a [`Migration`](super::Migration).
    pub version: u32,
    /// Its pages, in order.
    pub pages: &'static [&'static Page],
    /// Rules over more than one row.
    pub rules: &'static [Rule],
    /// Migrations of older drafts.
    pub migrations: &'static [super::Migration],
}

impl Form {
    /// All its sections, in order, without inner lists.
    pub fn sections(&self) -> impl Iterator<Item = &'static Section> {
        self.pages.iter().flat_map(|page| page.sections.iter().copied())
    }

    /// The index of a section in [`Form::sections`].
    pub(super) fn position(&self, section: &Section) -> Option<usize> {
        // The check calls this for every answer of a section that is asked once.
        let mut place = 0;
        for page in self.pages {
            match page.sections.iter().position(|known| std::ptr::eq(*known, section)) {
                Some(within) => return Some(place + within),
                None => place += page.sections.len(),
            }
        }
        None
    }

    /// The page of a section.
    pub fn page_of(&self, section: &'static Section) -> Option<&'static Page> {
        let outermost = section.outer.unwrap_or(section);
        self.pages.iter().copied().find(|page| page.sections.contains(&outermost))
    }

    /// The page on which a fault shows.
    pub fn page_at(&self, place: &Place) -> Option<&'static Page> {
        self.page_of(place.section())
    }

    /// Every field with the path pattern of its answers: `office.name`, `user_codes.*.ids.*.mode`.
    pub fn fields(&self) -> Vec<(String, &'static Page, &'static Field)> {
        let mut all = Vec::new();
        for page in self.pages {
            for section in page.sections {
                let star = if section.is_list() { ".*" } else { "" };
                for field in section.fields {
                    all.push((format!("{}{star}.{}", section.key, field.key), *page, *field));
                }
                if let Some(inner) = section.inner {
                    for field in inner.fields {
                        all.push((format!("{}{star}.{}.*.{}", section.key, inner.key, field.key), *page, *field));
                    }
                }
            }
        }
        all
    }

    /// The place that a path names, if this form has its field; rows are not looked up.
    pub fn at(&'static self, path: &str) -> Option<At> {
        super::wire::place(self, path)
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
