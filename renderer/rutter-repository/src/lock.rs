//! Chart.lock: its digest and its file. Helm: internal/resolver `HashReq`, `writeLock`.

use rutter_chart::{Dependency, Error, Lock, lock_digest_text};
use sha2::{Digest, Sha256};

use crate::cache::WriteFile;
use crate::charts_directory::join;

pub(crate) fn digest_of(wanted: &[Dependency], locked: &[Dependency]) -> Result<String, String> {
    let plain = |dependency: &Dependency| Dependency {
        name: dependency.name.clone(),
        version: dependency.version.clone(),
        repository: dependency.repository.clone(),
        ..Dependency::default()
    };
    let locked: Vec<Dependency> = locked.iter().map(plain).collect();
    digest(lock_digest_text(&wanted.iter().collect::<Vec<_>>(), &locked))
}

pub(crate) fn digest(text: Result<Vec<u8>, Error>) -> Result<String, String> {
    let text = text.map_err(|e| e.to_string())?;
    let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sha256:{hash}"))
}

/// Helm: `writeLock`.
pub(crate) fn write_lock(
    path: &str,
    lock: &Lock,
    is_old: bool,
    write: WriteFile,
) -> Result<(), String> {
    let name = if is_old { "requirements.lock" } else { "Chart.lock" };
    let file = join(path, name);
    if let Ok(target) = file.read_link() {
        let target = target.display().to_string();
        return Err(format!("the {name} file is a symlink to {target:?}"));
    }
    write(&file, &lock.to_yaml().map_err(|e| e.to_string())?)
}
