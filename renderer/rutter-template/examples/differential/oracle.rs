//! The Go process: JSON lines, bytes as hex.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value as Json, json};

use crate::case::Case;

pub struct Oracle {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// What Go says of a case.
#[derive(PartialEq, Debug)]
pub struct Answer {
    pub parsed: bool,
    pub out: String,
    pub error: String,
}

impl Oracle {
    pub fn start(program: &str) -> Oracle {
        let mut command = Command::new(program);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = BufWriter::new(child.stdin.take().unwrap());
        let output = BufReader::new(child.stdout.take().unwrap());
        Oracle { child, input, output }
    }

    /// The answers in order, `None` for a case that Go gave up. Requests are written from a thread
    /// of their own: both pipes may be full before all are written.
    pub fn ask(&mut self, cases: &[Case]) -> Vec<Option<Answer>> {
        let (input, output) = (&mut self.input, &mut self.output);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for case in cases {
                    writeln!(input, "{}", request(case)).unwrap();
                }
                input.flush().unwrap();
            });
            cases.iter().map(|_| answer(output)).collect()
        })
    }

    /// Where the holder of all cases lies, as a decimal number.
    pub fn holder_address(&mut self) -> String {
        let case = Case {
            templates: vec![("t0".to_string(), "{{ printf \"%p\" . }}".to_string())],
            data: json!({"t": "holder"}),
            missing: "default",
        };
        let answer = self.ask(&[case]).remove(0).unwrap();
        u64::from_str_radix(answer.out.trim_start_matches("0x"), 16).unwrap().to_string()
    }

    pub fn stop(mut self) {
        drop(self.input);
        let _ = self.child.wait();
    }
}

fn request(case: &Case) -> Json {
    let templates = case.templates.iter().map(|(n, t)| json!([n, hex(t.as_bytes())]));
    json!({
        "templates": templates.collect::<Vec<_>>(), "execute": "t0", "data": case.data,
        "missing": case.missing,
    })
}

fn answer(output: &mut BufReader<ChildStdout>) -> Option<Answer> {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let answer: Json = serde_json::from_str(&line).unwrap();
    (answer["skip"] != json!(true)).then(|| Answer {
        parsed: answer["parsed"] == json!(true),
        out: text(&unhex(&answer["out"])),
        error: text(&unhex(&answer["error"])),
    })
}

/// Bytes as a text that shows and keeps apart all of them.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => format!("bytes {}", bytes.escape_ascii()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &Json) -> Vec<u8> {
    let text = text.as_str().unwrap_or_default().as_bytes();
    let digit = |b: u8| (b as char).to_digit(16).unwrap() as u8;
    text.chunks(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect()
}
