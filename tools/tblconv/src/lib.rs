//! Client archives, tables, texts and maps to mapped archives.
