//! The look-up of one postcode field.

use nss_core::form::{At, Kind};
use nss_core::postcode::{Place, Shard};

use super::Found;
use crate::api::{self, Trouble};
use crate::desk::Desk;
use crate::dom::{self, run};
use crate::signal::State;

const UNKNOWN: &str = "この郵便番号の住所は見つかりませんでした。番号を確認するか、住所を直接入力してください。";
const OFFLINE: &str = "住所を検索できませんでした。通信が戻ってから「反映」を押すか、住所を直接入力してください。";

/// What is at hand for the first three digits.
#[derive(Clone)]
enum Data {
    /// Nothing was asked for.
    None,
    /// On its way; `true`: the address is awaited.
    Coming(bool),
    /// Here; none: there is no such prefix.
    Here(Option<Shard>),
}

/// The look-up of one field; other postcodes on the page have their own.
#[derive(Clone, Copy)]
pub(super) struct LookUp {
    desk: Desk,
    at: At,
    /// What it has to say.
    pub(super) found: State<Found>,
    data: State<(String, Data)>,
    /// What it wrote last: that may be replaced without asking.
    wrote: State<Vec<(At, String)>>,
}

impl LookUp {
    pub(super) fn new(desk: Desk, at: At) -> Self {
        Self {
            desk,
            at,
            found: State::new(Found::Nothing),
            data: State::new((String::new(), Data::None)),
            wrote: State::new(Vec::new()),
        }
    }

    /// The normal form of the code has changed.
    pub(super) fn typed(self, code: &str) {
        self.found.set(Found::Nothing);
        self.ask(code, code.len() == 7);
    }

    /// 「反映」.
    pub(super) fn reflect(self) {
        let code = self.code();
        if code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            self.ask(&code, true);
        } else {
            self.found.set(Found::Sorry("郵便番号を7桁で入力してから「反映」を押してください。"));
        }
    }

    /// Fetches the shard unless it is here; looks up once it is, if the code is whole.
    fn ask(self, code: &str, whole: bool) {
        let Some(prefix) = code.get(..3).filter(|prefix| prefix.bytes().all(|byte| byte.is_ascii_digit())) else {
            return;
        };
        let known = self.data.with_untracked(|(known, data)| (known == prefix).then(|| data.clone()));
        match known {
            Some(Data::Here(shard)) => {
                if whole {
                    self.look(shard.as_ref(), code);
                }
            }
            Some(Data::Coming(_)) => self.data.update(|(_, data)| *data = Data::Coming(whole)),
            _ => self.fetch(prefix.to_owned(), whole),
        }
    }

    fn fetch(self, prefix: String, whole: bool) {
        let Some(session) = self.desk.here.session_untracked() else { return };
        self.data.set((prefix.clone(), Data::Coming(whole)));
        run(async move {
            let reply = api::postcode_shard(&session.postcodes, &prefix).await;
            self.arrived(&prefix, reply);
        });
    }

    fn arrived(self, prefix: &str, reply: Result<Option<String>, Trouble>) {
        if self.data.is_gone() {
            return;
        }
        // Meanwhile another prefix may have been typed.
        let awaited = self.data.with_untracked(|(known, data)| match data {
            Data::Coming(whole) if known == prefix => Some(*whole),
            _ => None,
        });
        let Some(whole) = awaited else { return };
        if let Ok(text) = reply {
            let shard = text.as_deref().and_then(Shard::parse);
            self.data.set((prefix.to_owned(), Data::Here(shard.clone())));
            if whole {
                self.look(shard.as_ref(), &self.code());
            }
        } else {
            self.data.set((String::new(), Data::None));
            if whole {
                self.found.set(Found::Sorry(OFFLINE));
            }
        }
    }

    fn look(self, shard: Option<&Shard>, code: &str) {
        let mut places = shard.map_or_else(Vec::new, |shard| shard.find(code));
        match places.len() {
            0 => self.found.set(Found::Sorry(UNKNOWN)),
            1 => self.fill(&places.remove(0)),
            _ => self.found.set(Found::Several(places)),
        }
    }

    /// Fills the address, unless typed text stands in the way: then it asks.
    pub(super) fn fill(self, place: &Place) {
        let Some([prefecture, city, street, kana]) = self.at.field.fills else { return };
        let fill = place.fill();
        let answers = [(prefecture, fill.prefecture), (city, fill.city), (street, fill.street), (kana, fill.kana)]
            .map(|(field, text)| (self.at.beside(field), text));
        let wrote = self.wrote.get_untracked();
        let in_the_way = |(at, text): &(At, String)| {
            let typed = self.text(*at);
            !(typed.is_empty() || wrote.contains(&(*at, typed.clone())) || typed.starts_with(text.as_str()))
        };
        if answers.iter().any(in_the_way) {
            let typed = answers.iter().map(|(at, _)| at.field.kind.words(&self.text(*at)).into_owned());
            let typed = typed.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("　");
            self.found.set(Found::Differs { typed, found: place.label(), answers: answers.to_vec() });
        } else {
            // What was typed on beyond the town stays, and what the data does not have.
            let stands = |(at, text): &(At, String)| {
                let typed = self.text(*at);
                typed.starts_with(text.as_str()) && !(text.is_empty() && wrote.contains(&(*at, typed)))
            };
            let missing: Vec<_> = answers.into_iter().filter(|answer| !stands(answer)).collect();
            self.write(&place.label(), &missing);
        }
    }

    /// Writes the address, and can take it back.
    pub(super) fn write(self, label: &str, answers: &[(At, String)]) {
        let before = answers.iter().map(|(at, _)| (*at, self.text(*at))).collect();
        self.desk.fill(answers);
        // Readings are the post's, not the applicant's (F066).
        self.desk.doubt(answers.iter().filter(|(at, text)| matches!(at.field.kind, Kind::Kana(_)) && !text.is_empty()));
        self.wrote.set(answers.to_vec());
        self.found.set(Found::Filled { label: label.to_owned(), before });
    }

    /// The button that was pressed goes: the focus goes back to the code.
    pub(super) fn focus(self) {
        dom::focus_soon(&self.at.path());
    }

    fn text(self, at: At) -> String {
        self.desk.draft.with_untracked(|draft| draft.get(at).to_owned())
    }

    fn code(self) -> String {
        Kind::Postcode.normalise(&self.text(self.at)).into_owned()
    }
}
