//! Luong's score by place alone.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{Pair, Score};
use crate::layers::{Projection, matrices};

/// `a_t = softmax(W_a h_t)`, a score for each place of the source, whatever stands there; Luong et al. 2015, §3.1,
/// <https://arxiv.org/abs/1508.04025>.
///
/// `W_a` has a row for each place, so that the scores reach as far as the longest source that the network reads
/// (`max_source`); of a shorter one the rows beyond its end are not read. Places count in the order of reading.
#[derive(Module, Debug)]
pub struct Location {
    /// `W_a`: `d_hidden → max_source`, no bias. A place's row stands where other scores have a key.
    pub location: Projection,
}

impl Location {
    /// Fresh weights.
    pub fn init(d_hidden: usize, max_source: usize, device: &Device) -> Self {
        Self { location: Projection::init(d_hidden, max_source, d_hidden, device).without_bias() }
    }
}

impl Score for Location {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        let ([batch, src_len, _], [most, d_hidden]) = (encoder_outputs.dims(), self.location.dims());
        let rows = self.location.weight.val().narrow(0, 0, src_len.min(most));
        // What is beyond the longest source is padding.
        let beyond = Tensor::zeros([src_len.saturating_sub(most), d_hidden], &rows.device());
        let rows = if src_len > most { Tensor::cat(vec![rows, beyond], 0) } else { rows };
        rows.unsqueeze_dim::<3>(0).expand([batch, src_len, d_hidden])
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (query, Pair::Product)
    }
}

matrices!(Location: location);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_longest_source_scores_nothing() {
        let device = Device::flex();
        let score = Location::init(5, 3, &device);
        let key = score.prepare(Tensor::ones([2, 4, 5], &device));
        assert_eq!(key.dims(), [2, 4, 5]);
        let scores = score.score(Tensor::ones([2, 1, 5], &device), key).into_data();
        let scores = scores.try_into_vec::<f32>().expect("float32");
        assert!(scores[0] != 0.0 && scores[3] == 0.0);
        assert_eq!(scores[..4], scores[4..]);
    }
}
