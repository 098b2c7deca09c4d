//! Renders Helm charts to the bytes Helm renders: chart and values in, release out.
