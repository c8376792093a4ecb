//! Parts of the command line that are more than a call.

pub(crate) mod device;
pub(crate) mod lists;
pub(crate) mod process;
pub(crate) mod train;
