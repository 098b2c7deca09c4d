//! What may differ: addresses, and what shows them.

use crate::case::Case;

/// Addresses differ from run to run.
pub fn masked(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let mut out = String::new();
    let mut rest = text.as_ref();
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_hexdigit).count();
        out.push_str(&rest[..at]);
        out.push_str(if digits > 8 { "ADDRESS" } else { &rest[at..at + 2 + digits] });
        rest = &rest[at + 2 + digits..];
    }
    out.push_str(rest);
    out
}

/// A named int has no constants and counts here as a plain one, which nobody sees in charts; the
/// address of the holder differs under any verb.
pub fn is_odd(text: &str) -> bool {
    let holders =
        ["holder:", "holder\":", "686f6c646572:", "686F6C646572:", "holder):", "holder %"];
    let printed = |holder: &str| {
        text.match_indices(holder)
            .any(|(at, _): (usize, _)| !text[at + holder.len()..].starts_with("ADDRESS"))
    };
    text.contains("Month") || holders.into_iter().any(printed)
}

/// Whether the length of an address or the type of a month may show.
pub fn has_address(case: &Case) -> bool {
    let text = &case.templates.iter().map(|(_, text)| text.as_str()).collect::<String>();
    let holder =
        !case.data["v"]["holder"].is_null() && ["len", "%"].iter().any(|w| text.contains(w));
    holder || text.contains("range") && text.contains("onth") || nested_slice(text)
}

/// Whether a slice is sliced again in one pipeline: Go then counts the capacity of the first.
fn nested_slice(text: &str) -> bool {
    text.matches("slice ").count() > 1
}
