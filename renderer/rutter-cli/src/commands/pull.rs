//! `rutter pull`: packages from repositories and registries. Helm: pkg/cmd/pull.go,
//! pkg/action/pull.go.

use std::path::{Path, PathBuf};

use crate::download::{Downloader, OCI_SCHEME, Place, Provenance, Saved};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::Network;
use crate::output::{Output, complain, printable};
use crate::settings::Settings;
use crate::{signing, temporary, unpack};
use rutter::Compat;

/// Runs the command: one package for each argument.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let network = Network::new(flags, settings.compat)?;
    let downloader = Downloader::new(flags, settings.compat);
    for name in &flags.arguments {
        pull(name, &network, &downloader, flags, output)?;
        output.flush()?;
    }
    Ok(())
}

fn pull(
    name: &str,
    network: &Network,
    downloader: &Downloader,
    flags: &Parsed,
    output: &mut Output,
) -> Result<(), Failure> {
    let place = downloader.find(network, name)?;
    let wants = match (downloader.verifies, flags.is_set("prov")) {
        (true, _) => Provenance::Verified,
        (false, true) => Provenance::Kept,
        (false, false) => Provenance::None,
    };
    let destination = Path::new(flags.text("destination").unwrap_or("."));
    let temporary = match flags.is_set("untar") {
        true => Some(temporary::directory(&std::env::temp_dir()).map_err(|e| e.to_string())?),
        false => None,
    };
    let directory = temporary.as_ref().map_or(destination, AsRef::as_ref);
    let saved = save(name, &place, directory, wants, network, downloader, output)?;
    if let Some(error) = &saved.unsigned {
        let error = printable(error);
        output.write(&format!("WARNING: Verification not found for {name}: {error}\n"));
    }
    if let Some(verification) = &saved.verification {
        output.write(&signing::report(verification));
    }
    match temporary.is_some() {
        true => unpack::chart(
            &saved.file,
            &unpack_directory(destination, flags),
            name,
            downloader.compat,
        ),
        false => Ok(()),
    }
}

/// Downloads and says so.
fn save(
    name: &str,
    place: &Place,
    directory: &Path,
    wants: Provenance,
    network: &Network,
    downloader: &Downloader,
    output: &mut Output,
) -> Result<Saved, Failure> {
    let mut tell = |line: String| match downloader.compat {
        _ if !name.starts_with(OCI_SCHEME) => {}
        Compat::V3 => complain(&line),
        Compat::V4 => output.write(&format!("{line}\n")),
    };
    let saved = downloader.save(network, place, directory, wants, &mut tell);
    // What was pulled is said even if it is not what it should be.
    output.flush()?;
    Ok(saved?)
}

/// Where packages are unpacked: below the destination unless it is an absolute path.
fn unpack_directory(destination: &Path, flags: &Parsed) -> PathBuf {
    let given = destination.join(flags.text("untardir").unwrap_or("."));
    PathBuf::from(rutter::clean_path(&given.to_string_lossy()))
}
