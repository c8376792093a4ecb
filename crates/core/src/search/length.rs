//! How long a translation may become.

use crate::config::ModelConfig;

/// The most tokens a translation may have, `</s>` included: a loop of repetitions ends here. Exactly so
/// many, where the network writes as it reads.
pub fn length_limit(src_len: usize, config: &ModelConfig) -> usize {
    if config.writes_as_it_reads() {
        return src_len;
    }
    (2 * src_len + 8).min(config.max_target)
}
