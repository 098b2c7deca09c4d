//! What CLIC needs: jars, Redis, HDFS, Spark.

use super::{Address, Folder, UserName};
use crate::blocks::block::block;
use crate::blocks::{DataKey, ObjectName};

block! {
    /// Where the jars are.
    Jars {
        /// Claim of a volume with the jars, as the chart nfs makes it; they are in the image when empty.
        existing_claim: ObjectName = "pvc-nfs".into(),
        /// Where it is mounted.
        mount_path: Folder = "/nfs/data/jars".into(),
        /// Mount it so that nobody writes.
        read_only: bool = true,
    }
}

block! {
    /// Where the master keeps its state.
    Redis {
        /// Its address, as HOST:PORT; not used when empty.
        address: Address = "redis-svc:6379".into(),
        /// Secret with its password; none is sent when empty.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "redis-password".into(),
    }
}

block! {
    /// Where jobs find data.
    Hdfs {
        /// Address of the name node, as HOST:PORT; not used when empty.
        address: Address = "hdfs-namenode:8020".into(),
        /// ConfigMap with core-site.xml and hdfs-site.xml, such as the one of the chart hdfs.
        config_map: ObjectName,
        /// User that HDFS sees; the user of the process when empty.
        user_name: UserName,
    }
}

block! {
    /// What runs jobs of Spark.
    Spark {
        /// Address of the master, as HOST:PORT; not used when empty.
        address: Address = "spark-master-svc:7077".into(),
    }
}

block! {
    /// How each part waits for what it needs.
    Wait {
        /// Start the master when Redis, HDFS and Spark answer, and the shell when the master does.
        enabled: bool = true,
        /// Seconds to wait for each before the pod tries again; 0 waits for ever.
        seconds: u32,
    }
}
