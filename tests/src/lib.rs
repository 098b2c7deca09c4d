//! Parity tests of the workspace; see the README of this folder.
