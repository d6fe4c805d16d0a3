//! The derive that turns a struct with widths at its fields into a wire codec.
