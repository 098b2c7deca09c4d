//! What a Helm chart is on disk: load, validate, save. No rendering.

mod archive;
mod chart;
mod compat;
mod decode;
mod directory;
mod encode;
mod error;
mod fields;
mod ignore;
mod load;
mod lock;
mod metadata;
mod package;
mod sniff;

pub use archive::{
    MAX_DECOMPRESSED_CHART_SIZE, MAX_DECOMPRESSED_FILE_SIZE, MAX_ENTRIES, is_gzip, not_an_archive,
};
pub use chart::{Chart, File};
pub use compat::Compat;
pub use directory::{go_io_error, go_path_error};
pub use encode::{lock_digest_text, old_lock_digest_text};
pub use error::Error;
pub use fields::{DEPENDENCY_FIELDS, MAINTAINER_FIELDS, METADATA_FIELDS};
pub use ignore::Rules;
pub use load::{BufferedFile, Loaded, MAX_CHART_NESTING, Notice, parse_values};
pub use lock::Lock;
pub use metadata::{Dependency, Maintainer, Metadata, ValidationError};
pub use package::FileTimes;
