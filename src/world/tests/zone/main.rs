//! The zone from outside: inputs in, bytes out.

mod activating;
mod bench;
mod creatures;
mod crossing;
mod crowding;
mod entering;
mod exploring;
mod falling;
mod flying;
mod fuzz;
mod grids;
mod hunting;
mod instances;
mod interacting;
mod living;
mod matrix;
mod orders;
mod packs;
mod riding;
mod simulator;
mod spawning;
mod storing;
mod valuables;
mod walking;
