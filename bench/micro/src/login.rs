//! What a login costs at least: the server's three exponentiations, and nothing else.

use crypto::srp::{GROUP_BYTES, PROOF_BYTES, SALT_BYTES, Server};

use crate::measure::nanoseconds;
use crate::report::{Bound, Figure};

/// Microseconds of the arithmetic of one login on the server's side.
pub(crate) fn run() -> Vec<Figure> {
    let verifier = [0x5A; GROUP_BYTES];
    let salt = [7; SALT_BYTES];
    let a = [0x33; GROUP_BYTES];
    let proof = [0; PROOF_BYTES];
    let ns = nanoseconds(|| {
        let server = Server::new(&verifier, salt, [0x42; 32].into());
        // A wrong proof is found wrong after the same work.
        let _ = std::hint::black_box(server.verify("name", &a, &proof));
    });
    vec![Figure::new(
        "login: modexp of one login",
        ns / 1e3,
        "us",
        Bound::None,
    )]
}
