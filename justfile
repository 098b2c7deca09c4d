# Lists the recipes.
default:
    @just --list

# Formats the code.
fmt:
    cargo fmt --all

# Formatting, clippy, documentation.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet

# Licences, advisories, duplicate versions.
deny:
    tests/deny

# Every test; builds the real helm when Go is there.
test:
    tests/run

# Holds what every chart renders against its snapshots; `rutter snap review charts/*` decides.
snap:
    cargo run --release --quiet -p rutter-cli -- snap test charts/*

# chart-testing, helmfile and kustomize with rutter in the place of helm.
tools:
    tests/oracle/build.sh
    tests/tools/build
    tests/tools/run

# Writes the schemas and tables of values of the charts from their types.
values:
    cargo run --quiet -p rutter-values -- generate

# Asks the real helm for the expected output of every case in tests/cases.
record:
    tests/oracle/build.sh
    cargo run --quiet -p rutter-tests --bin record

# Whether the engine crates compile without an operating system.
wasm:
    tests/wasm

# Compares random templates and documents with Go, then runs the fuzz targets, MINUTES each.
fuzz MINUTES="5":
    tests/fuzz/run {{MINUTES}}
    tests/fuzz/guided {{MINUTES}}

# The benchmark set beside the real helm.
bench:
    tests/benches/run

# Times of the engine's parts in one process.
bench-parts *FILTER:
    cargo bench --locked -p rutter-benches {{FILTER}}
