//! The executors.

use super::JavaMemory;
use crate::blocks::Named;
use crate::blocks::block::block;

crate::blocks::text::texts! {
    /// A quantity of CPU, or none.
    Cpu, r"^([0-9]+m|[0-9]+(\.[0-9]+)?)?$";
    /// Memory as Java writes it, or none.
    SomeJavaMemory, "^([1-9][0-9]*[kmgKMG])?$";
    /// Reference of an image, or none.
    Reference, r"^([-._:/a-zA-Z0-9]+(@sha256:[0-9a-f]{64})?)?$";
}

block! {
    /// The executors, pods that the driver makes.
    Executor {
        /// Reference of their image; that of the driver when empty.
        image: Reference,
        /// Executors, without dynamic allocation.
        #[schemars(range(min = 1))]
        instances: u32 = 1,
        /// Tasks that one runs at a time.
        #[schemars(range(min = 1))]
        cores: u32 = 1,
        /// Request of CPU; as much as cores when empty.
        cpu_request: Cpu,
        /// Limit of CPU; none when empty.
        cpu_limit: Cpu,
        /// Heap of an executor, as Java writes it.
        memory: JavaMemory = "1g".into(),
        /// Memory beside the heap, as Java writes it; what Spark takes when empty.
        memory_overhead: SomeJavaMemory,
        /// Options of its Java process.
        java_options: String,
        /// Beginning of the names of the pods; that of the application when empty.
        pod_name_prefix: Prefix,
    } with pod {
        /// Variables added to the executors.
        extra_env: Vec<Named>,
        /// Volumes added to the pods.
        extra_volumes: Vec<Named>,
        /// Mounts added to the executors.
        extra_volume_mounts: Vec<Named>,
    }
}

crate::blocks::text::texts! {
    /// Beginning of names of pods, or none.
    Prefix, "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$", "maxLength" = 47;
}

block! {
    /// As many executors as the load asks for.
    DynamicAllocation {
        /// Ask for executors when tasks wait, and give idle ones back.
        enabled: bool = true,
        /// Fewest executors.
        min_executors: u32 = 1,
        /// Most executors.
        #[schemars(range(min = 1))]
        max_executors: u32 = 4,
        /// Seconds after which an idle one goes.
        #[schemars(range(min = 1))]
        executor_idle_timeout: u32 = 60,
    }
}
