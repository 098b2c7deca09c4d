//! What a release has when nothing is said: the parts of the platform and YARN, with HDFS and ZooKeeper
//! of other charts.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::components::{Component, ComponentKey};
use super::{AddressName, PropertyName};
use crate::blocks::{DataKey, Scalars};

/// A default as values.yaml has it; nothing if it is not of the type, which a test would see.
fn of<T: DeserializeOwned + Default>(value: Value) -> T {
    serde_json::from_value(value).unwrap_or_default()
}

/// Where things are.
pub fn addresses() -> BTreeMap<AddressName, String> {
    let component = |name: &str| {
        format!("{{{{ include \"pai.host\" (dict \"context\" . \"name\" \"{name}\") }}}}")
    };
    of(json!({
        "hdfs": "hdfs-namenode:8020",
        "webhdfs": "hdfs-namenode:9870",
        "zookeeper": "zookeeper:2181",
        "resourceManager": component("resource-manager"),
        "historyServer": component("jobhistory"),
        "launcher": format!("{}:9086", component("frameworklauncher")),
        "restServer": format!("{}:8080", component("rest-server")),
        "webportal": format!("{}:8080", component("webportal")),
        "modelExchange": format!("{}:6023", component("model-exchange")),
        "prometheus": "prometheus:9090",
        "grafana": "grafana:3000",
        "nodeExporterPort": "9100",
        "dashboard": "kubernetes-dashboard:443",
        "apiServer": "kubernetes.default.svc",
        "etcd": "etcd:2379",
        "databaseHost": "mysql",
        "databasePort": "3306",
        "databaseName": "openi",
    }))
}

/// Hadoop's files of properties.
pub fn sites() -> BTreeMap<DataKey, BTreeMap<PropertyName, Scalars>> {
    of(json!({
        "core-site.xml": {
            "fs.defaultFS": "hdfs://{{ .addresses.hdfs }}",
            "hadoop.tmp.dir": "/tmp/hadoop",
        },
        "mapred-site.xml": {
            "mapreduce.framework.name": "yarn",
            "mapreduce.jobhistory.address": "{{ .addresses.historyServer }}:10020",
            "mapreduce.jobhistory.webapp.address": "0.0.0.0:19888",
            "mapreduce.jobhistory.bind-host": "0.0.0.0",
        },
        "yarn-site.xml": {
            "yarn.resourcemanager.hostname": "{{ .addresses.resourceManager }}",
            "yarn.resourcemanager.bind-host": "0.0.0.0",
            "yarn.resourcemanager.webapp.address": "0.0.0.0:8088",
            "yarn.resourcemanager.scheduler.class":
                "org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler",
            "yarn.nodemanager.hostname": "${env.POD_IP}",
            "yarn.nodemanager.bind-host": "0.0.0.0",
            "yarn.nodemanager.address": "${env.POD_IP}:8041",
            "yarn.nodemanager.webapp.address": "0.0.0.0:8042",
            "yarn.nodemanager.local-dirs": "/data/yarn/local",
            "yarn.nodemanager.log-dirs": "/data/yarn/logs",
            "yarn.nodemanager.aux-services": "mapreduce_shuffle",
            "yarn.log-aggregation-enable": true,
            "yarn.log-aggregation.retain-seconds": 604800,
            "yarn.scheduler.maximum-allocation-mb": 1048576,
        },
        "capacity-scheduler.xml": {
            "yarn.scheduler.capacity.root.queues": "default",
            "yarn.scheduler.capacity.root.default.capacity": 100,
            "yarn.scheduler.capacity.resource-calculator":
                "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator",
            "yarn.scheduler.capacity.maximum-am-resource-percent": 1,
        },
    }))
}

/// Hadoop's other files.
pub fn files() -> BTreeMap<DataKey, String> {
    of(json!({
        "log4j.properties": "log4j.rootLogger=INFO,console\n\
            log4j.appender.console=org.apache.log4j.ConsoleAppender\n\
            log4j.appender.console.layout=org.apache.log4j.PatternLayout\n\
            log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c: %m%n\n",
    }))
}

/// A server of YARN from the upstream image.
fn yarn(program: &str, verb: &str, ports: Value) -> Value {
    json!({
        "image": {"registry": "", "repository": "apache/hadoop", "tag": "3.4.3"},
        "command": [format!("/opt/hadoop/bin/{program}"), verb],
        "ports": ports,
        "env": {
            "HADOOP_CONF_DIR": "/etc/hadoop",
            "HADOOP_LOG_DIR": "/tmp/logs",
            "HADOOP_PID_DIR": "/tmp/pid",
        },
        "volumes": {
            "hadoop": {"mountPath": "/etc/hadoop", "readOnly": true, "chartConfigMap": "hadoop"},
        },
        "podSecurityContext": {"runAsUser": 1000, "runAsGroup": 100, "fsGroup": 100},
        "resources": {"requests": {"cpu": "100m", "memory": "1Gi"}},
    })
}

/// The parts.
pub fn components() -> BTreeMap<ComponentKey, Option<Component>> {
    let resource_manager = yarn(
        "yarn",
        "resourcemanager",
        json!({
            "http": {"container": 8088},
            "scheduler": {"container": 8030},
            "tracker": {"container": 8031},
            "rpc": {"container": 8032},
            "admin": {"container": 8033},
        }),
    );
    let mut node_manager = yarn(
        "yarn",
        "nodemanager",
        json!({"http": {"container": 8042}, "rpc": {"container": 8041}}),
    );
    let mut history = yarn(
        "mapred",
        "historyserver",
        json!({"http": {"container": 19888}, "rpc": {"container": 10020}}),
    );
    if let (Some(manager), Some(history)) = (node_manager.as_object_mut(), history.as_object_mut())
    {
        manager.insert("kind".into(), "DaemonSet".into());
        manager.insert("nodeLabel".into(), json!({"key": "yarnrole", "value": "worker"}));
        manager.insert("after".into(), json!(["resource-manager"]));
        if let Some(Value::Object(volumes)) = manager.get_mut("volumes") {
            volumes.insert("data".into(), json!({"mountPath": "/data", "emptyDir": {}}));
        }
        history.insert("after".into(), json!(["resource-manager"]));
    }
    of(json!({
        "resource-manager": resource_manager,
        "node-manager": node_manager,
        "jobhistory": history,
        "frameworklauncher": {
            "after": ["resource-manager"],
            "ports": {"http": {"container": 9086}},
            "env": {
                "HDFS_ADDRESS": "{{ .addresses.hdfs }}",
                "ZOOKEEPER_ADDRESS": "{{ .addresses.zookeeper }}",
                "RESOURCEMANAGER_ADDRESS": "{{ .addresses.resourceManager }}",
                "LOGSERVER_ADDRESS": "{{ .addresses.historyServer }}",
                "TIMELINE_SERVER_ADDRESS": "{{ .addresses.historyServer }}",
                "FRAMEWORKLAUNCHER_VIP": "0.0.0.0",
                "FRAMEWORKLAUNCHER_PORT": "9086",
            },
            "volumes": {
                "hadoop": {
                    "mountPath": "/hadoop-configuration", "readOnly": true, "chartConfigMap": "hadoop",
                },
                "machines": {
                    "mountPath": "/gpu-configuration", "readOnly": true, "chartConfigMap": "machines",
                },
                "logs": {"mountPath": "/usr/local/launcher/logs", "emptyDir": {}},
            },
        },
        "rest-server": {
            "after": ["frameworklauncher"],
            "ports": {"http": {"container": 8080}},
            "env": {
                "EGG_SERVER_ENV": "prod",
                "LAUNCHER_WEBSERVICE_URI": "http://{{ .addresses.launcher }}",
                "HDFS_URI": "hdfs://{{ .addresses.hdfs }}",
                "WEBHDFS_URI": "http://{{ .addresses.webhdfs }}",
                "YARN_URI": "http://{{ .addresses.resourceManager }}:8088",
                "ETCD_URI": "{{ .addresses.etcd }}",
                "CLUSTER_ID": "{{ .Values.clusterId }}",
                "NAT_FILE": "/var/pai/rest-server/natconfig.json",
                "OPENI_DB_HOST": "{{ .addresses.databaseHost }}",
                "OPENI_DB_PORT": "{{ .addresses.databasePort }}",
                "OPENI_DB_DATABASE": "{{ .addresses.databaseName }}",
            },
            "secretEnv": {
                "JWT_SECRET": "jwt-secret",
                "DEFAULT_OPENI_ADMIN_USERNAME": "admin-username",
                "DEFAULT_OPENI_ADMIN_PASSWORD": "admin-password",
                "OPENI_DB_USER": "database-user",
                "OPENI_DB_PWD": "database-password",
            },
            "volumes": {
                "templates": {"mountPath": "/usr/src/app/app/templates", "emptyDir": {}},
            },
        },
        "webportal": {
            "after": ["rest-server"],
            "ports": {"http": {"container": 8080}},
            "env": {
                "REST_SERVER_URI": "http://{{ .addresses.restServer }}",
                "PROMETHEUS_URI": "http://{{ .addresses.prometheus }}",
                "YARN_WEB_PORTAL_URI": "http://{{ .addresses.resourceManager }}:8088",
                "GRAFANA_URI": "http://{{ .addresses.grafana }}",
                "K8S_DASHBOARD_URI": "https://{{ .addresses.dashboard }}",
                "K8S_API_SERVER_URI": "https://{{ .addresses.apiServer }}",
                "EXPORTER_PORT": "{{ .addresses.nodeExporterPort }}",
                "CLUSTER_NAME": "{{ .Values.clusterId }}",
            },
        },
        "pylon": {
            "ports": {"http": {"container": 80}},
            "env": {
                "REST_SERVER_URI": "http://{{ .addresses.restServer }}",
                "K8S_API_SERVER_URI": "https://{{ .addresses.apiServer }}",
                "WEBHDFS_URI": "http://{{ .addresses.webhdfs }}",
                "PROMETHEUS_URI": "http://{{ .addresses.prometheus }}",
                "K8S_DASHBOARD_URI": "https://{{ .addresses.dashboard }}",
                "YARN_WEB_PORTAL_URI": "http://{{ .addresses.resourceManager }}:8088",
                "GRAFANA_URI": "http://{{ .addresses.grafana }}",
                "OPENI_WEB_PORTAL_URI": "http://{{ .addresses.webportal }}",
            },
            "podSecurityContext": {
                "runAsUser": 1000,
                "runAsGroup": 1000,
                "fsGroup": 1000,
                "sysctls": [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}],
            },
        },
        "model-exchange": {
            "ports": {"http": {"container": 6023}},
            "env": {
                "MODEL_EXCHANGE_URL": "http://{{ .addresses.modelExchange }}",
                "MODEL_EXCHANGE_HOST": "0.0.0.0",
            },
            "volumes": {"models": {"mountPath": "/gmodel", "emptyDir": {}}},
        },
        "model-hub": {
            "ports": {"http": {"container": 6024}},
            "env": {
                "server_port": "6024",
                "file_storage_path": "/gmodel",
                "user_center": "http://{{ .addresses.restServer }}",
                "exchange_service": "http://{{ .addresses.modelExchange }}",
            },
            "secretEnv": {"mysql": "model-hub-database"},
            "volumes": {"models": {"mountPath": "/gmodel", "emptyDir": {}}},
        },
    }))
}
