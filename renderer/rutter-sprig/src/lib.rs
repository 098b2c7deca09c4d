//! The sprig v3 function table for Go templates.
