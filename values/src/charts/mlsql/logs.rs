//! What is logged, and where it goes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Folder;
use crate::blocks::block::block;
use crate::blocks::{DataKey, Image, Resources, Size};

crate::blocks::text::texts! {
    /// Name of a logger.
    LoggerName, "^[a-zA-Z_$][a-zA-Z0-9_$.]*$";
    /// Size of a log file.
    FileSize, "^[1-9][0-9]*(KB|MB|GB)$";
}

block! {
    /// What is logged, and where.
    Logs {
        /// What is logged: trace, debug, info, warn, error or fatal.
        level: LogLevel,
        /// Levels of loggers by name, such as org.apache.parquet.
        loggers: BTreeMap<LoggerName, LogLevel>,
        /// Folder of the file mlsql_engine.log.
        folder: Folder = "/var/log/mlsql".into(),
        /// Size at which the file is put aside.
        file_size: FileSize = "100MB".into(),
        /// Old files that are kept.
        #[schemars(range(min = 1))]
        files: u32 = 5,
        /// Bound of the volume for them, unless the folder is below /tmp.
        size_limit: Size = "1Gi".into(),
        /// Text of log4j2.properties, of log4j.properties before Spark 3.3; the chart's when empty.
        properties: String,
    }
}

/// How much is logged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Everything.
    Trace,
    /// What helps to find faults.
    Debug,
    /// What happens.
    #[default]
    Info,
    /// What may be wrong.
    Warn,
    /// What is wrong.
    Error,
    /// What ends the process.
    Fatal,
}

block! {
    /// A container that sends the log files on.
    LogCollector {
        /// Run it beside the driver.
        enabled: bool,
        /// Its image.
        image: Image = Image::of("fluent/fluent-bit", "4.2.3"),
        /// Its command; the image's when empty.
        command: Vec<String>,
        /// Files at /fluent-bit/etc by name; templates.
        config: BTreeMap<DataKey, String> = BTreeMap::from([("fluent-bit.conf".into(), CONFIG.into())]),
        /// Requests and limits of the container.
        resources: Resources = Resources::requests(&[("cpu", "20m"), ("memory", "64Mi")]),
    }
}

/// What Fluent Bit does: it prints the lines.
const CONFIG: &str = "\
[SERVICE]
    Flush 1
[INPUT]
    Name tail
    Path {{ .Values.logs.folder }}/*.log
    Tag mlsql
[OUTPUT]
    Name stdout
    Match *
";
