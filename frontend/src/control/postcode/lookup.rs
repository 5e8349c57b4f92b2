//! The lookup of one postcode question.

use leptos::prelude::*;
use nss_core::form::{At, Kind};
use nss_core::postcode::{Place, Shard};

use crate::api::ApiError;
use crate::browser::focus;
use crate::browser::task::spawn_local;
use crate::draft::DraftStore;

const UNKNOWN: &str = "この郵便番号の住所は見つかりませんでした。番号を確認するか、住所を直接入力してください。";
const OFFLINE: &str = "住所を検索できませんでした。通信が戻ってから「反映」を押すか、住所を直接入力してください。";
const INCOMPLETE: &str = "郵便番号を7桁で入力してから「反映」を押してください。";

/// The title of the comparison with a typed address.
pub(super) const DIFFERENT: &str = "入力した住所と郵便番号の住所が異なります";

/// The result of a lookup.
#[derive(Clone)]
pub(crate) enum LookupResult {
    /// No result yet.
    None,
    /// The address was written.
    Filled {
        /// The address.
        label: String,
        /// The answers before.
        before: Vec<(At, String)>,
    },
    /// The code has several addresses.
    Several(Vec<Place>),
    /// The address would replace a typed one.
    Mismatch {
        /// The typed address.
        typed: String,
        /// The address of the code.
        found: String,
        /// The answers that it gives.
        answers: Vec<(At, String)>,
    },
    /// The code is incomplete or unknown, or the data could not be fetched.
    Error(&'static str),
}

impl LookupResult {
    /// The sentence for screen readers: of several addresses only their number.
    pub(super) fn announcement(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Error(text) => Some((*text).to_owned()),
            Self::Filled { label, .. } => {
                Some(format!("住所を入力しました：{label}（フリガナや英字は実際の表記をご確認ください）"))
            }
            Self::Several(places) => Some(format!("{}件の候補があります", places.len())),
            Self::Mismatch { .. } => Some(DIFFERENT.to_owned()),
        }
    }
}

/// The addresses of the first three digits.
#[derive(Clone)]
enum Data {
    /// Not fetched.
    None,
    /// The request runs. On its arrival the code is looked up that is complete then.
    Loading,
    /// Fetched; none if the prefix is unknown.
    Ready(Option<Shard>),
}

/// The lookup of one question; each postcode of a page has its own.
#[derive(Clone, Copy)]
pub(crate) struct Lookup {
    store: DraftStore,
    at: At,
    /// The result.
    pub(super) result: RwSignal<LookupResult>,
    /// The prefix and its data.
    data: StoredValue<(String, Data)>,
    /// The last written answers, which may be replaced without a question.
    written: StoredValue<Vec<(At, String)>>,
}

impl Lookup {
    pub(crate) fn new(store: DraftStore, at: At) -> Self {
        Self {
            store,
            at,
            result: RwSignal::new(LookupResult::None),
            data: StoredValue::new((String::new(), Data::None)),
            written: StoredValue::new(Vec::new()),
        }
    }

    /// The normal form of the code has changed.
    pub(super) fn code_changed(self, code: &str) {
        self.result.set(LookupResult::None);
        self.request(code);
    }

    /// 「反映」.
    pub(super) fn reflect(self) {
        match self.complete_code() {
            Some(code) => self.request(&code),
            None => self.tell(LookupResult::Error(INCOMPLETE)),
        }
    }

    /// Shows a result and announces it. A live region around it would read out every address of a list.
    fn tell(self, result: LookupResult) {
        if let Some(text) = result.announcement() {
            self.store.notifications.announce(text);
        }
        self.result.set(result);
    }

    /// Fetches the shard unless it is ready; looks the address up if the code is complete.
    fn request(self, code: &str) {
        let Some(prefix) = code.get(..3).filter(|prefix| prefix.bytes().all(|byte| byte.is_ascii_digit())) else {
            return;
        };
        let known = self.data.with_value(|(known, data)| (known == prefix).then(|| data.clone()));
        match known {
            Some(Data::Ready(shard)) => self.show(prefix, shard.as_ref()),
            Some(Data::Loading) => {}
            _ => self.fetch(prefix.to_owned()),
        }
    }

    fn fetch(self, prefix: String) {
        let Some(session) = self.store.session.session_untracked() else { return };
        self.data.set_value((prefix.clone(), Data::Loading));
        spawn_local(async move {
            let reply = self.store.api.postcode_shard(&session.postcodes, &prefix).await;
            self.receive(&prefix, reply);
        });
    }

    fn receive(self, prefix: &str, reply: Result<Option<String>, ApiError>) {
        // Meanwhile the page may be gone, or another prefix typed.
        let is_awaited = self.data.try_with_value(|(known, data)| known == prefix && matches!(data, Data::Loading));
        if is_awaited != Some(true) {
            return;
        }
        if let Ok(text) = reply {
            let shard = text.as_deref().and_then(Shard::parse);
            self.data.set_value((prefix.to_owned(), Data::Ready(shard.clone())));
            self.show(prefix, shard.as_ref());
        } else {
            self.data.set_value((String::new(), Data::None));
            if self.complete_code().is_some() {
                self.tell(LookupResult::Error(OFFLINE));
            }
        }
    }

    /// Shows the address of the code as it stands now, if it is complete and of this shard.
    fn show(self, prefix: &str, shard: Option<&Shard>) {
        let Some(code) = self.complete_code().filter(|code| code.starts_with(prefix)) else { return };
        let mut places = shard.map_or_else(Vec::new, |shard| shard.find(&code));
        match places.len() {
            0 => self.tell(LookupResult::Error(UNKNOWN)),
            1 => self.fill(&places.remove(0)),
            _ => self.tell(LookupResult::Several(places)),
        }
    }

    /// Writes the address; asks instead if it would replace a typed one.
    pub(super) fn fill(self, place: &Place) {
        let Some((fields, of_place)) = self.at.field.fills else { return };
        let answers: Vec<_> =
            fields.iter().zip(of_place(place)).map(|(field, text)| (self.at.beside(field), text)).collect();
        let written = self.written.get_value();
        let in_the_way = |(at, text): &(At, String)| {
            let typed = self.store.text_untracked(*at);
            !(typed.is_empty() || written.contains(&(*at, typed.clone())) || typed.starts_with(text.as_str()))
        };
        if answers.iter().any(in_the_way) {
            let typed =
                answers.iter().map(|(at, _)| at.field.kind.display(&self.store.text_untracked(*at)).into_owned());
            let typed = typed.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("　");
            self.tell(LookupResult::Mismatch { typed, found: place.label(), answers });
        } else {
            // An address typed on beyond the town stays, and so does a part that the data does not have.
            let stays = |(at, text): &(At, String)| {
                let typed = self.store.text_untracked(*at);
                typed.starts_with(text.as_str()) && !(text.is_empty() && written.contains(&(*at, typed)))
            };
            let missing: Vec<_> = answers.into_iter().filter(|answer| !stays(answer)).collect();
            self.write(&place.label(), &missing);
        }
    }

    /// Writes the address, and remembers the answers before.
    pub(super) fn write(self, label: &str, answers: &[(At, String)]) {
        let before = answers.iter().map(|(at, _)| (*at, self.store.text_untracked(*at))).collect();
        self.store.fill(answers);
        // The readings are the post's, and so is their Latin writing; the applicant confirms them (F066, N-282).
        let is_reading = |at: &At| matches!(at.field.kind, Kind::Kana(_) | Kind::Latin(_));
        let readings = answers.iter().filter(|(at, text)| is_reading(at) && !text.is_empty());
        self.store.mark_to_confirm(readings);
        self.written.set_value(answers.to_vec());
        self.tell(LookupResult::Filled { label: label.to_owned(), before });
    }

    /// Writes the answers before.
    pub(super) fn undo(self, before: &[(At, String)]) {
        self.store.fill(before);
        self.result.set(LookupResult::None);
        self.focus();
    }

    /// Focuses the code: the pressed button goes.
    pub(super) fn focus(self) {
        focus::focus_soon(&self.at.path());
    }

    /// The code as it stands, once it has seven digits.
    fn complete_code(self) -> Option<String> {
        let code = Kind::Postcode.normalise(&self.store.text_untracked(self.at)).into_owned();
        (code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
    }
}
