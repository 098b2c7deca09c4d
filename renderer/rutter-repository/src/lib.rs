//! Chart repositories and dependencies: index.yaml, repositories.yaml, Chart.lock, and what of
//! them has to be downloaded. How it is downloaded is the caller's: see [`Remote`].

mod address;
mod cache;
mod charts_directory;
mod index;
mod index_directory;
mod index_text;
mod index_types;
mod lock;
mod manager;
mod refresh;
mod remote;
mod repositories;
mod resolver;
mod saving;
mod search;
mod status;

pub use address::{join, resolve, same};
pub use cache::{IndexCache, MAX_INDEX, WriteFile};
pub use index::{ChartVersion, IndexError, IndexFile, Skipped, is_version_range};
pub use manager::{MakeDirectory, Manager, Message};
pub use refresh::refresh_all;
pub use remote::{Package, Remote};
pub use repositories::{Entry, Repositories};
pub use search::{Found, SearchIndex, Term};
pub use status::{status, strays};
