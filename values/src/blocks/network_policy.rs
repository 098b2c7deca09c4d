//! A NetworkPolicy.

use crate::blocks::block::block;
use crate::blocks::fields::Fields;

block! {
    /// Who may reach the pods, and whom they may reach.
    NetworkPolicy {
        /// Make a NetworkPolicy.
        enabled: bool,
        /// Let every pod reach the server; else only those with the label `<full name>-client:
        /// "true"`.
        allow_external: bool = true,
        /// More peers that may reach the server.
        ingress_from: Vec<Fields>,
        /// More rules for traffic to the pods.
        extra_ingress: Vec<Fields>,
        /// Traffic from the pods.
        egress: Egress,
    }
}

block! {
    /// Traffic from the pods.
    Egress {
        /// Let the pods reach nothing but DNS, their release and the rules in `to`.
        enabled: bool,
        /// Rules for traffic from the pods.
        to: Vec<Fields>,
    }
}
