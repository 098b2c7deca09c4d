#!/usr/bin/env python3
"""Stands for a part of OpenI: looks whether it has got its variables, files, folders and the parts before
it, says what is missing, and else listens on its ports. `hdfs`, `yarn` and the rest of Hadoop are this too."""
import http.server
import os
import socket
import subprocess
import sys
import threading

ADDRESSES = ["HDFS_ADDRESS", "RESOURCEMANAGER_ADDRESS", "ZOOKEEPER_ADDRESS", "LOGSERVER_ADDRESS", "TIMELINE_SERVER_ADDRESS"]
VARIABLES = {
    "rest-server": "EGG_SERVER_ENV LAUNCHER_WEBSERVICE_URI HDFS_URI WEBHDFS_URI YARN_URI JWT_SECRET NAT_FILE "
    "DEFAULT_OPENI_ADMIN_USERNAME DEFAULT_OPENI_ADMIN_PASSWORD ETCD_URI CLUSTER_ID OPENI_DB_HOST OPENI_DB_PORT "
    "OPENI_DB_USER OPENI_DB_PWD OPENI_DB_DATABASE".split(),
    "webportal": "REST_SERVER_URI PROMETHEUS_URI YARN_WEB_PORTAL_URI GRAFANA_URI K8S_DASHBOARD_URI K8S_API_SERVER_URI "
    "EXPORTER_PORT CLUSTER_NAME".split(),
    "pylon": "REST_SERVER_URI K8S_API_SERVER_URI WEBHDFS_URI PROMETHEUS_URI K8S_DASHBOARD_URI YARN_WEB_PORTAL_URI "
    "GRAFANA_URI OPENI_WEB_PORTAL_URI".split(),
    "frameworklauncher": ADDRESSES + ["FRAMEWORKLAUNCHER_VIP", "FRAMEWORKLAUNCHER_PORT"],
    "model-exchange": ["MODEL_EXCHANGE_URL", "MODEL_EXCHANGE_HOST"],
    "model-hub": ["server_port", "file_storage_path", "user_center", "exchange_service", "mysql"],
    "namenode": ["HDFS_ADDRESS"], "datanode": ["HDFS_ADDRESS"],
    "resourcemanager": ADDRESSES, "nodemanager": ADDRESSES, "timelineserver": ADDRESSES,
}
WRITTEN = {
    "rest-server": ["/usr/src/app/app/templates"], "frameworklauncher": ["/usr/local/launcher/logs"],
    "model-exchange": ["/gmodel"], "model-hub": ["/gmodel"], "zookeeper": ["/var/lib/zoodata"],
    "namenode": ["/var/lib/hdfs/name", "/var/lib/hadoopdata", "/var/log/hadoop"],
    "datanode": ["/var/lib/hdfs/data", "/var/lib/hadoopdata"],
    "resourcemanager": ["/var/lib/yarn", "/var/lib/hadoopdata"],
    "nodemanager": ["/var/lib/yarn", "/var/lib/hadoopdata", "/ghome"], "timelineserver": ["/var/lib/hadoopdata"],
}
FILES = {
    "frameworklauncher": ["/hadoop-configuration/yarn-site.xml", "/gpu-configuration/gpu-configuration.json"],
    "zookeeper": ["/host-configuration/host-configuration.yaml"],
    "datanode": ["/host-configuration/host-configuration.yaml"],
    "nodemanager": ["/host-configuration/host-configuration.yaml"],
}
PORTS = {
    "rest-server": [8080], "webportal": [8080], "pylon": [80], "frameworklauncher": [9086], "model-exchange": [6023],
    "model-hub": [6024], "zookeeper": [2181], "namenode": [50070, 9000], "datanode": [50075, 50010],
    "resourcemanager": [8088, 8030, 8031, 8032, 8033], "nodemanager": [8042, 8041], "historyserver": [19888, 10020],
    "timelineserver": [8188],
}
BEFORE = {
    "rest-server": ["LAUNCHER_WEBSERVICE_URI"], "webportal": ["REST_SERVER_URI"], "namenode": ["ZOOKEEPER_ADDRESS:2181"],
    "datanode": ["HDFS_ADDRESS:9000"], "resourcemanager": ["HDFS_ADDRESS:50070", "ZOOKEEPER_ADDRESS:2181"],
    "nodemanager": ["RESOURCEMANAGER_ADDRESS:8088"], "timelineserver": ["RESOURCEMANAGER_ADDRESS:8088"],
}


def check(role):
    missing = [f"variable {name}" for name in VARIABLES.get(role, []) if not os.environ.get(name)]
    mounts = {line.split()[1] for line in open("/proc/self/mounts")}
    for folder in WRITTEN.get(role, []):
        if folder not in mounts:
            missing.append(f"volume at {folder}")
        else:
            with open(f"{folder}/.{role}", "w") as file:
                file.write(os.environ.get("POD_NAME", ""))
    missing += [f"file {path}" for path in FILES.get(role, []) if not os.path.getsize(path)]
    for place in BEFORE.get(role, []):
        name, _, port = place.partition(":")
        if name not in os.environ:
            continue
        host = os.environ[name].split("//")[-1].split("/")[0]
        host, port = (host, port) if port else host.split(":")
        try:
            socket.create_connection((host, int(port)), 5).close()
            print(f"{role}: {host}:{port} was there before", flush=True)
        except OSError as error:
            missing.append(f"{host}:{port}, which must be there before ({error})")
    if missing:
        sys.exit(f"{role} misses " + "; ".join(missing))


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        text = f"{self.server.role}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def serve(role):
    check(role)
    for port in PORTS[role]:
        server = http.server.ThreadingHTTPServer(("0.0.0.0", port), Answer)
        server.role = role
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{role} listens on {PORTS[role]}", flush=True)
    threading.Event().wait()


def hadoop_run():
    """What start.sh of the image does: one script for the configuration, one for the service."""
    conf = os.environ["HADOOP_CONF_DIR"] = "/usr/local/hadoop/etc/hadoop"
    os.makedirs(conf, exist_ok=True)
    subprocess.run(["bash", "/hadoop-configuration/" + os.environ["GENERATE_CONFIG"]], check=True)
    text = open(conf + "/core-site.xml").read()
    if f"hdfs://{os.environ['HDFS_ADDRESS']}:9000" not in text:
        sys.exit("core-site.xml does not name " + os.environ["HDFS_ADDRESS"])
    os.makedirs("/jobstatus", exist_ok=True)
    open("/jobstatus/jobok", "w").close()
    os.execvp("bash", ["bash", "-e", "/hadoop-configuration/" + os.environ["START_SERVICE"]])


program = os.path.basename(sys.argv[0])
words = sys.argv[1:]
if program == "mr-jobhistory-daemon.sh":
    subprocess.Popen(["/usr/local/bin/part", "serve", "historyserver"])
elif program == "hdfs" and words[:2] == ["namenode", "-format"]:
    os.makedirs("/var/lib/hdfs/name/current", exist_ok=True)
    open("/var/lib/hdfs/name/current/VERSION", "x").close()
    print("formatted", flush=True)
elif program == "hdfs" and words[:1] == ["dfs"]:
    socket.create_connection((os.environ["HDFS_ADDRESS"], 9000), 5).close()
    print("hdfs", *words, flush=True)
elif program in ("hdfs", "yarn"):
    serve(words[0])
elif words[:1] == ["serve"]:
    serve(words[1])
else:
    role = open("/role").read().strip()
    if role == "hadoop-run":
        hadoop_run()
    else:
        if role == "zookeeper":
            os.makedirs("/jobstatus", exist_ok=True)
            open("/jobstatus/jobok", "w").close()
        serve(role)
