//! Process settings: SIGPIPE and the allocator.

/// Ends the program silently when its output is closed, as in `seq2see report | head -1`.
///
/// Rust starts a program with SIGPIPE ignored: then every `println!` into a closed pipe panics.
pub(crate) fn end_with_the_reader() {
    #[cfg(unix)]
    // SAFETY: no other thread runs yet; the default action replaces no handler of ours.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
    }
}

/// Lets the allocator keep freed memory.
///
/// A training step allocates and frees hundreds of megabytes in large blocks. By default glibc returns each to the system
/// and requests it anew, which zeroes it page by page: up to a third of a step.
pub(crate) fn keep_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for (option, bytes) in
        [(libc::M_MMAP_THRESHOLD, i32::MAX), (libc::M_TRIM_THRESHOLD, i32::MAX), (libc::M_TOP_PAD, 256 << 20)]
    {
        // SAFETY: no other thread runs yet; an option that the library does not know is ignored.
        unsafe { libc::mallopt(option, bytes) };
    }
}
