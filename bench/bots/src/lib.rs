//! Headless clients that speak the real protocol.
