//! The shell.

use super::{Address, Folder, Jar};
use crate::blocks::block::block;
use crate::blocks::{Memory, Probe, Resources, Seconds};

block! {
    /// The part that users type in.
    Shell {
        /// Run it.
        enabled: bool = true,
        /// Its jar.
        jar: Jar = "/nfs/data/jars/clic-shell.jar".into(),
        /// Options of its Java process.
        java_options: Vec<String>,
        /// Heap, such as 128Mi; three quarters of its memory limit, else of its request, when empty.
        heap: Memory,
        /// Master that it talks to, as HOST:PORT; that of the release when empty.
        master_address: Address,
        /// Folder of master-info.config.
        conf_folder: Folder = "/opt/clic/conf".into(),
        /// Where the command is.
        command_path: Folder = "/bin/clic".into(),
        /// Script of sh behind the command, a template; the chart's when empty.
        script: String,
        /// Requests and limits of the shell.
        resources: Resources = Resources::requests(&[("cpu", "20m"), ("memory", "256Mi")]),
        /// Seconds the shell gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(5),
    } with pod {
        /// The probes of the shell.
        probes: Asked,
    }
}

block! {
    /// How the kubelet asks the shell.
    Asked {
        /// Fields over those of the readiness probe; enabled: false leaves it out.
        readiness: Probe,
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that asks the master from a shell.
        enabled: bool = true,
        /// What it asks, as arguments of clic.
        arguments: Vec<String> = vec!["-list_task".to_string()],
    }
}
