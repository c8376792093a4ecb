//! What this process asks of its system before it begins.

/// Ends the program quietly where nobody reads its output any more, as in `seq2see report | head -1`.
///
/// Rust starts a program with SIGPIPE ignored: then every `println!` into a closed pipe panics.
pub(crate) fn end_with_the_reader() {
    #[cfg(unix)]
    // SAFETY: no other thread runs yet; the default action replaces no handler of ours.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
    }
}

/// Lets the allocator keep what is given back to it.
///
/// A training step takes and gives back hundreds of megabytes in large blocks. As it comes, glibc asks the system
/// for each of them anew, which zeroes them page by page: up to a third of a step.
pub(crate) fn keep_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for (option, bytes) in
        [(libc::M_MMAP_THRESHOLD, i32::MAX), (libc::M_TRIM_THRESHOLD, i32::MAX), (libc::M_TOP_PAD, 256 << 20)]
    {
        // SAFETY: no other thread runs yet; an option that the library does not know is ignored.
        unsafe { libc::mallopt(option, bytes) };
    }
}
