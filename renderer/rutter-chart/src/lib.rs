//! What a Helm chart is on disk: load, validate, save.
