//! What lies ahead and what lay behind, on registries that a reader can hold in
//! the head.

mod ahead;
mod construction;
