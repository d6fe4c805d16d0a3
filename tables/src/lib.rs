//! The client's game tables: schema, archive format and mapped reader.
