//! The gallery of `style/gallery/`: the product's own components, rendered without a browser from sample drafts. A test writes
//! the files, so that they cannot differ from the components.

mod change;
mod controls;
mod document;
mod menu;
mod pages;
mod parts;
mod scene;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use document::{entrance, index, named};

/// A rendered page of the gallery: its file below `style/gallery/`, its title, its HTML.
struct Rendered {
    file: String,
    title: String,
    html: String,
}

fn all() -> BTreeMap<String, String> {
    let groups = [("画面", pages::all()), ("入力部品", controls::all()), ("部品", parts::all())];
    let index = index(&groups);
    let rendered = groups.into_iter().flat_map(|(_, rendered)| rendered);
    let mut files: BTreeMap<_, _> = rendered.map(|page| (page.file.clone(), named(&page))).collect();
    files.insert("index.html".to_owned(), index);
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("")
}

/// The HTML files below a folder, by their path from there.
fn html_files(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            html_files(&entry.path(), &format!("{name}/"), found);
        } else if entry.path().extension().is_some_and(|ending| ending == "html") {
            found.push(name);
        }
    }
}

/// Writes a generated file; says whether it was stale.
fn was_stale(file: &Path, text: &str) -> bool {
    if fs::read_to_string(file).is_ok_and(|found| found == text) {
        return false;
    }
    fs::create_dir_all(file.parent().expect("the file stands in a folder")).expect("the folder is writable");
    fs::write(file, text).expect("the file is writable");
    true
}

#[test]
fn the_gallery_is_fresh() {
    let folder = root().join("style/gallery");
    let files = all();
    let mut stale: Vec<_> =
        files.iter().filter(|(name, text)| was_stale(&folder.join(name), text)).map(|(name, _)| name.clone()).collect();
    let mut found = Vec::new();
    html_files(&folder, "", &mut found);
    for name in found.into_iter().filter(|name| !files.contains_key(name)) {
        fs::remove_file(folder.join(&name)).unwrap();
        stale.push(name);
    }
    assert!(stale.is_empty(), "stale, now rewritten in style/gallery: commit {stale:?}");
}

#[test]
fn the_entrance_in_index_html_is_fresh() {
    let file = root().join("frontend/entrance.html");
    assert!(!was_stale(&file, &entrance()), "frontend/entrance.html was stale and is now rewritten: commit it");
}

#[test]
fn the_entrance_names_no_day() {
    let html = entrance();
    assert!(html.contains("利用申込をはじめる"));
    assert!(!html.contains("今日申し込む場合"), "the day is not known when the entrance is rendered");
}
