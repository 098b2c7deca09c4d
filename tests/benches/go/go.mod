module rutter.dev/tests/benches

go 1.26
