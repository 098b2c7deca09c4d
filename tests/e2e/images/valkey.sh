source ./engine.sh
build_valkey() { engine valkey 8.1.1; }
