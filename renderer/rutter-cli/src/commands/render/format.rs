//! `-o`: the formats that a release is printed in.

use std::path::Path;

use rutter::Release;

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;

/// An output format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// What `template` prints.
    Yaml,
    /// One array of all documents.
    Json,
    /// One document per line.
    Ndjson,
    /// One file per template, below this directory.
    Directory(String),
}

impl Format {
    /// The format that the flags ask for.
    ///
    /// # Errors
    /// An unknown format, or a directory that is missing or not wanted.
    pub fn of(flags: &Parsed) -> Result<Format, Failure> {
        let given = |name: &str| flags.text(name).filter(|text| !text.is_empty());
        let directory = given("dir").or_else(|| given("output-dir")).map(str::to_string);
        match (flags.text("output").unwrap_or_default(), directory) {
            ("" | "dir", Some(directory)) => Ok(Format::Directory(directory)),
            ("dir", None) => {
                Err(Failure::text("-o dir needs a directory to write to\n  help: add --dir PATH"))
            }
            ("yaml" | "json" | "ndjson", Some(_)) => Err(Failure::text(
                "--dir and --output-dir go with -o dir only\n  help: leave out -o, or the directory",
            )),
            ("" | "yaml", None) => Ok(Format::Yaml),
            ("json", None) => Ok(Format::Json),
            ("ndjson", None) => Ok(Format::Ndjson),
            (other, _) => Err(Failure::text(format!(
                "unknown output format {}\n  help: use yaml, json, ndjson or dir",
                rutter::quote(other)
            ))),
        }
    }

    /// Prints a release.
    ///
    /// # Errors
    /// A document that has no JSON, or a file that cannot be written.
    pub fn print(
        &self,
        release: &Release,
        flags: &Parsed,
        output: &mut Output,
    ) -> Result<(), Failure> {
        if let Format::Directory(directory) = self {
            return template::write_files(release, Path::new(directory), flags, output);
        }
        let text = template::release_text(release, flags)?;
        let json = |pretty| rutter::json_documents(&text, release.compat, pretty);
        match self {
            Format::Json => write_array(&json(true)?, output),
            Format::Ndjson => {
                for document in json(false)? {
                    output.write(&document);
                    output.write("\n");
                }
            }
            _ => output.write(&text),
        }
        Ok(())
    }
}

fn write_array(documents: &[String], output: &mut Output) {
    if documents.is_empty() {
        return output.write("[]\n");
    }
    for (index, document) in documents.iter().enumerate() {
        output.write(if index == 0 { "[\n  " } else { ",\n  " });
        output.write(document);
    }
    output.write("\n]\n");
}
