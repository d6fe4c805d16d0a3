//! End-to-end, simulation and fault tests against the built server.
