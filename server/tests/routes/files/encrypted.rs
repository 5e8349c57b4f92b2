//! PDF that needs a password is refused; one that only an owner's password protects opens, and is accepted.
//!
//! `encrypted.txt` was generated once with pikepdf: for each revision of the standard security handler a document
//! without a user's password (`plain`, and `action` with JavaScript in its object stream), and one with it (`user`). A
//! line has revision, kind, encryption dictionary, identity, and the object stream: number, keys, bytes.

use super::code;

const DOCUMENTS: &str = include_str!("encrypted.txt");

#[derive(Clone)]
struct Document {
    revision: &'static str,
    kind: &'static str,
    encryption: String,
    id: &'static str,
    number: &'static str,
    keys: &'static str,
    stream: Vec<u8>,
}

impl Document {
    fn all() -> impl Iterator<Item = Self> {
        DOCUMENTS.lines().map(|line| {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [revision, kind, encryption, id, number, keys, stream] = parts[..] else { panic!("{line}") };
            let pairs = stream.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
            let stream = pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
            Self { revision, kind, encryption: encryption.to_owned(), id, number, keys, stream }
        })
    }

    /// The file, with the dictionary in the trailer or as an object of its own.
    fn bytes(&self, is_own_object: bool, place: &str) -> Vec<u8> {
        let Self { encryption, id, number, keys, .. } = self;
        let (object, value) = if is_own_object {
            (format!("8 0 obj\n{encryption}\nendobj\n"), "8 0 R")
        } else {
            (String::new(), &**encryption)
        };
        let begin = format!("%PDF-1.7\n{object}{number} 0 obj\n<< {keys} >>\nstream\n");
        let end = format!(
            "\nendstream\nendobj\nxref\n0 1\n0000000000 65535 f \n\
             trailer\n<< /Size 9 /Root 1 0 R /Encrypt {value} /ID [<{id}><{id}>] >>\nstartxref\n"
        );
        let right = begin.len() + self.stream.len() + end.find("xref").unwrap();
        let place = if place.is_empty() { right.to_string() } else { place.to_owned() };
        [begin.as_bytes(), &self.stream, end.as_bytes(), place.as_bytes(), b"\n%%EOF\n"].concat()
    }
}

#[test]
fn a_pdf_of_every_revision_is_accepted_if_it_opens_without_a_password() {
    let mut revisions = std::collections::BTreeSet::new();
    for document in Document::all() {
        revisions.insert(document.revision);
        let expected = match document.kind {
            "plain" => "pdf",
            "action" => "file.actions",
            _ => "file.encrypted",
        };
        for is_own_object in [false, true] {
            for place in ["", "0"] {
                let found = code(&document.bytes(is_own_object, place));
                assert_eq!(found, expected, "revision {}, {}, {place:?}", document.revision, document.kind);
            }
        }
    }
    let all = ["2", "3", "4-aes", "4-aes-plain-metadata", "4-rc4", "5", "6"];
    assert_eq!(revisions.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn strings_of_the_dictionary_may_be_written_as_literals() {
    for mut document in Document::all() {
        let before = code(&document.bytes(false, ""));
        let hex: Vec<String> = document.encryption.split(['<', '>']).map(str::to_owned).collect();
        for hex in hex.iter().filter(|part| part.len() >= 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            let octal =
                |pair: &[u8]| format!("\\{:03o}", u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap());
            let literal: String = hex.as_bytes().chunks(2).map(octal).collect();
            document.encryption = document.encryption.replace(&format!("<{hex}>"), &format!("({literal})"));
        }
        assert!(document.encryption.contains("(\\"));
        assert_eq!(code(&document.bytes(false, "")), before, "{}", document.encryption);
    }
}

#[test]
fn another_handler_a_changed_key_and_a_changed_stream_are_refused() {
    for document in Document::all().filter(|document| document.kind == "plain") {
        for (from, to) in [
            ("/Filter /Standard", "/Filter /Adobe.PubSec"),
            ("/R ", "/R 9"),
            ("/V ", "/V 9"),
            ("/U <", "/U <ff"),
            ("/U ", "/X "),
        ] {
            let changed = Document { encryption: document.encryption.replace(from, to), ..document.clone() };
            assert_eq!(code(&changed.bytes(true, "")), "file.encrypted", "revision {}, {from}", document.revision);
        }
        let mut changed = document.clone();
        changed.stream[0] ^= 0x55;
        assert_eq!(code(&changed.bytes(true, "")), "file.broken", "revision {}", document.revision);
        // Its own filter would be read in another way.
        let keys = "/Type /ObjStm /Filter [/Crypt /FlateDecode] /N 1 /First 4";
        assert_eq!(code(&Document { keys, ..document.clone() }.bytes(true, "")), "file.broken");
    }
}
