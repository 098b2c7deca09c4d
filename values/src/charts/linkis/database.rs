//! The database of Linkis, and the driver for it.

use std::collections::BTreeMap;

use crate::blocks::block::block;
use crate::blocks::{
    AccessMode, DataKey, Image, ObjectName, Port, Resources, Seconds, SomeRepository,
};

crate::blocks::text::texts! {
    /// Host of a database, or none.
    DatabaseHost, "^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?)?$";
    /// Name of a database.
    DatabaseName, "^[A-Za-z0-9_]+$";
    /// A word that stands in the SQL after an @.
    Placeholder, "^[A-Z][A-Z0-9_]*$";
    /// What is put in its place; no sign that sed reads.
    Replacement, r"^[^#&\\\n]*$";
    /// Address of a file, or none.
    FileUrl, r"^(https?://\S+)?$";
    /// Digest of a file, or none.
    Sha256, "^([0-9a-f]{64})?$";
    /// A folder.
    Folder, r"^/\S*$";
}

block! {
    /// The database: MySQL 5.7 or later.
    Database {
        /// Host of the database.
        host: DatabaseHost = "mysql".into(),
        /// Port of the database.
        port: Port = Port(3306),
        /// Name of the database.
        name: DatabaseName = "linkis".into(),
        /// Parameters of the JDBC address.
        parameters: String = "characterEncoding=UTF-8&useSSL=false&allowPublicKeyRetrieval=true"
            .to_string(),
        /// Secret with user and password, made by hand.
        existing_secret: ObjectName = "linkis-database".into(),
        /// Key of the user in that Secret.
        user_key: DataKey = "username".into(),
        /// Key of the password in that Secret.
        password_key: DataKey = "password".into(),
        /// The tables.
        init: Init,
        /// A database for tests.
        mysql: Mysql,
    }
}

block! {
    /// The tables.
    Init {
        /// Make the tables where there are none, in a Job before install and upgrade.
        enabled: bool = true,
        /// Folder of linkis_ddl.sql and linkis_dml.sql in the image.
        folder: Folder = "/opt/linkis/db".into(),
        /// What stands in the SQL for words such as @YARN_RESTFUL_URL.
        placeholders: BTreeMap<Placeholder, Replacement> = placeholders(),
        /// Remove the rows of services that ran before, as linkis-start-all.sh does; only while
        /// none run.
        clear_instances: bool,
        /// Seconds to wait for the database.
        timeout_seconds: Seconds = Seconds(600),
        /// Requests and limits of the Job.
        resources: Resources = Resources::requests(&[("cpu", "50m"), ("memory", "128Mi")]),
    }
}

fn placeholders() -> BTreeMap<Placeholder, Replacement> {
    let words = [
        ("YARN_RESTFUL_URL", "http://yarn:8088"),
        ("HADOOP_VERSION", "3.3.4"),
        ("YARN_AUTH_ENABLE", "false"),
        ("YARN_KERBEROS_ENABLE", "false"),
    ];
    words.into_iter().map(|(word, text)| (word.into(), text.into())).collect()
}

block! {
    /// A MySQL server of one pod, for tests only.
    Mysql {
        /// Run a MySQL server of one pod for tests, in place of database.host.
        enabled: bool,
        /// Image of MySQL.
        image: Image = Image::of("mysql", "8.0.44"),
        /// Keep its data in a volume.
        persistence: MysqlPersistence,
        /// Requests and limits.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "512Mi")]),
    }
}

block! {
    /// The volume of the database for tests.
    MysqlPersistence {
        /// Keep the data in a volume.
        enabled: bool,
    } with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
    }
}

block! {
    /// The driver for the database, which the licence keeps out of the image.
    JdbcDriver {
        /// Fetch the driver in an init container; off when the image has it.
        enabled: bool = true,
        /// Address of the jar.
        url: FileUrl = "https://repo1.maven.org/maven2/com/mysql/mysql-connector-j/8.0.33/mysql-connector-j-8.0.33.jar"
            .into(),
        /// Digest of the jar, which is checked.
        sha256: Sha256 = "e2a3b2fc726a1ac64e998585db86b30fa8bf3f706195b78bb77c5f99bf877bd9".into(),
        /// An image that holds the jar, in place of the address.
        image: DriverImage,
        /// Class of the driver.
        class_name: String = "com.mysql.cj.jdbc.Driver".to_string(),
        /// Folder of the driver in the pods, a part of the class path.
        folder: Folder = "/opt/linkis-driver".into(),
    }
}

block! {
    /// An image that holds the driver.
    DriverImage {
        /// Copy the jar out of this image.
        enabled: bool,
        /// Where the image comes from.
        source: Image = Image {
            repository: SomeRepository("linkis-driver".to_string()),
            tag: "8.0.33".into(),
            ..Image::default()
        },
        /// The jar in that image.
        file: Folder = "/driver.jar".into(),
    }
}

/// How the claim of a volume may be written.
pub fn shared() -> Vec<AccessMode> {
    vec![AccessMode::ReadWriteMany]
}
