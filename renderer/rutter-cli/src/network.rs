//! Repositories over the network.

use std::path::Path;

use rutter_repository::{Entry, Package, Remote};

use crate::flags::Parsed;
use crate::settings::Settings;

pub struct Network;

impl Network {
    pub fn of_repositories(_: &Parsed, _: &Settings) -> Network {
        Network
    }
    pub fn new(_: &Parsed, _: &Settings) -> Network {
        Network
    }
}

impl Remote for Network {
    fn index(&self, _: &Entry) -> Result<Vec<u8>, String> {
        Err("no network".into())
    }
    fn tags(&self, _: &str) -> Result<Vec<String>, String> {
        Err("no network".into())
    }
    fn download(&self, _: &Package, _: &Path) -> Result<Vec<String>, String> {
        Err("no network".into())
    }
}
