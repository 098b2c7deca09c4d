//! A ServiceMonitor or a PodMonitor of the Prometheus operator.

use crate::blocks::block::block;
use crate::blocks::fields::Fields;

block! {
    /// How Prometheus scrapes.
    Monitor {} with monitor {}
}

block! {
    /// How Prometheus scrapes what may speak TLS.
    TlsMonitor {} with monitor {
        /// How Prometheus checks the certificates, with tls.enabled.
        tls_config: Fields,
    }
}

crate::blocks::text::texts! {
    /// A time as Prometheus writes it, or none.
    Duration, "^(0|([0-9]+(ms|[smhdwy]))*)$";
}
