source ./engine.sh
build_redis() { engine redis 8.0.2; }
