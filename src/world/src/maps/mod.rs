//! The land a zone lies in: its ground, its courses, its peoples.

pub mod lands;
