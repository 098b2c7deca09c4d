//! Where jobs find files: HDFS, and stores that speak S3.

use super::Folder;
use crate::blocks::block::block;
use crate::blocks::{DataKey, ObjectName};

crate::blocks::text::texts! {
    /// Name of a user, or none.
    UserName, "^[-_.a-zA-Z0-9]*$";
}

block! {
    /// Files on HDFS.
    Hadoop {
        /// ConfigMap with core-site.xml and hdfs-site.xml, such as the one of the chart hdfs.
        config_map: ObjectName,
        /// Where containers see it.
        path: Folder = "/etc/hadoop/conf".into(),
        /// Jars of Hadoop as a Java class path; the image has none.
        classpath: String,
        /// User that HDFS sees; the user of the process when empty.
        user_name: UserName,
    }
}

block! {
    /// Files in a store that speaks S3; needs a plugin.
    S3 {
        /// Endpoint of an S3 store; that of AWS when empty.
        endpoint: String,
        /// Put the bucket into the path, as most stores other than AWS ask.
        path_style_access: bool,
        /// Secret with the keys to the store.
        existing_secret: ObjectName,
        /// Key of the access key in that Secret.
        access_key_key: DataKey = "access-key".into(),
        /// Key of the secret key in that Secret.
        secret_key_key: DataKey = "secret-key".into(),
    }
}
