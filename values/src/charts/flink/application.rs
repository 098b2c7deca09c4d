//! The job of an application cluster.

use crate::blocks::block::block;

crate::blocks::text::texts! {
    /// Name of a class, or none.
    ClassName, r"^([A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*)?$";
    /// Id of a job, or none.
    JobId, "^([0-9a-f]{32})?$";
    /// Address of a jar.
    JarAddress, r"^[a-z0-9]+:/\S+\.jar$";
}

block! {
    /// The job of mode application.
    Application {
        /// Class of the job; that of the one jar when empty.
        job_class: ClassName,
        /// Jars of the job: local:///opt/flink/usrlib/… for those of the image or of a volume; all of
        /// that folder when there are none.
        jars: Vec<JarAddress>,
        /// Arguments of the job.
        args: Vec<String>,
        /// Id of the job, 32 digits; Flink's choice when empty.
        job_id: JobId,
        /// Savepoint to begin with.
        savepoint: String,
        /// Begin even if the savepoint has more than the job takes.
        allow_non_restored_state: bool,
        /// How often the pods of the JobManager may fail.
        backoff_limit: u32 = 6,
        /// Seconds after which a finished Job is removed; never when 0.
        ttl_seconds_after_finished: u32,
    }
}
