//! Rules for classes that the page never writes. The stylesheet is the whole design, its gallery included; the page of today uses
//! a part of it.

/// The stylesheet without the rules that are only for classes (`.app-…`) which stand nowhere in the page's code.
pub(super) fn without_unused(css: &str, is_written: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        // What ends with a semicolon before the rule stands by itself: a declaration, `@layer a,b;`.
        let head = rest[..open].rfind(';').map_or(0, |end| end + 1);
        kept.push_str(&rest[..head]);
        let (prelude, body) = (&rest[head..open], &rest[open + 1..]);
        let close = end_of(body);
        rest = body.get(close + 1..).unwrap_or_default();
        let selectors: Vec<&str> = if prelude.starts_with('@') {
            vec![prelude]
        } else {
            parts(prelude).into_iter().filter(|selector| classes(selector).all(is_written)).collect()
        };
        let body = without_unused(&body[..close], is_written);
        if !(selectors.is_empty() || prelude.starts_with('@') && body.is_empty()) {
            kept.extend([&selectors.join(","), "{", &body, "}"]);
        }
    }
    kept + rest
}

/// Where the block ends that was opened before.
fn end_of(body: &str) -> usize {
    let mut depth = 1;
    let closes = |byte| {
        depth += match byte {
            b'{' => 1,
            b'}' => -1,
            _ => 0,
        };
        depth == 0
    };
    body.bytes().position(closes).unwrap_or(body.len())
}

/// The selectors of a list; a comma within brackets separates none.
fn parts(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let separates = |character| {
        depth += match character {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        character == ',' && depth == 0
    };
    list.split(separates).collect()
}

/// The classes that what is selected must have: what stands in brackets (`:not(.app-a)`, `:is(.app-a, .app-b)`) it need not.
fn classes(selector: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let outside = selector.split_inclusive(['(', ')']).filter(move |part| {
        let is_outside = depth == 0;
        depth += if part.ends_with('(') { 1 } else { -i32::from(part.ends_with(')')) };
        is_outside
    });
    let end = |name: &str| {
        name.find(|character: char| !(character.is_alphanumeric() || "-_".contains(character))).unwrap_or(name.len())
    };
    let names = outside.flat_map(|part| part.split('.').skip(1)).filter(|name| name.starts_with("app-"));
    names.map(move |name| &name[..end(name)])
}

#[cfg(test)]
mod tests {
    use super::without_unused;

    #[test]
    fn a_rule_goes_when_none_of_its_selectors_can_be_met() {
        let css = "@layer a,b;@layer a{p{x:y}.app-on,.app-off{x:y;&:hover{x:y}}.app-on .app-off::before{x:y}.app-on-off{x:y}}\
                   @media print{.app-off{x:y}}.app-on:is(.app-on,a){x:y}.app-on:not(.app-off){x:y}@import \"z\";";
        let kept = "@layer a,b;@layer a{p{x:y}.app-on{x:y;&:hover{x:y}}}.app-on:is(.app-on,a){x:y}.app-on:not(.app-off){x:y}@import \"z\";";
        assert_eq!(without_unused(css, &|class| class == "app-on"), kept);
    }
}
