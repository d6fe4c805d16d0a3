//! SRP6 variant, packet cipher, ARC4 and token forms.
