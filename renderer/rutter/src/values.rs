//! Values: what users give, what charts default to, and how the two become one map per chart.

pub mod coalesce;
pub mod strvals;
pub mod table;
pub mod user_values;
