//! Makes a page of a Markdown file, as a forge shows a comment: for looking at reports in a browser.

use std::process::ExitCode;

const HEAD: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>\
:root { color-scheme: light dark } body { font: 15px/1.5 sans-serif; max-width: 60rem; margin: auto; padding: 1rem; overflow-wrap: anywhere }\
pre { overflow-x: auto }</style></head><body>";

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: markdown_page FILE");
        return ExitCode::FAILURE;
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut page = HEAD.to_string();
    pulldown_cmark::html::push_html(&mut page, pulldown_cmark::Parser::new(&text));
    println!("{page}</body></html>");
    ExitCode::SUCCESS
}
