//! Attention: how well each source position fits a decoder state, and what is read with it.
//!
//! ```
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::attention::{Dot, Score, attend};
//!
//! let device = Device::flex();
//! let states = Tensor::<3>::from_data([[[1.0, 0.0], [0.0, 2.0]]], &device);
//! let query = Tensor::<3>::from_data([[[0.0, 3.0]]], &device);
//! let dot = Dot::default();
//! let scores = dot.score(query, dot.prepare(states.clone()));
//! let read = attend(scores, states, None);
//! assert_eq!(read.scores.into_data().try_into_vec::<f32>().expect("float32"), [0.0, 6.0]);
//! assert_eq!(read.context.dims(), [1, 1, 2]);
//! ```

mod additive;
mod concat;
mod cosine;
mod dot;
mod general;
mod local;
mod location;
mod pair;
mod scaled_dot;
mod window;

use burn::module::Module;
use burn::tensor::{Bool, Device, Tensor};

use crate::config::{AttentionKind, Seq2SeqConfig};
use crate::layers::matrices;
pub use crate::ops::attend::{Attended, attend};
use crate::ops::attend::{attend_within, score_and_attend};

pub use additive::Additive;
pub use concat::Concat;
pub use cosine::Cosine;
pub use dot::Dot;
pub use general::General;
pub use local::{LocalMonotonic, LocalPredictive};
pub use location::Location;
pub use pair::Pair;
pub use scaled_dot::ScaledDot;
#[cfg(feature = "slopes")]
pub(crate) use window::distance;
pub use window::{Places, Predicted, Window};

/// A score function: one number for each pair of a decoder state and an encoder output.
pub trait Score {
    /// What of the keys does not depend on a query: computed once a sentence.
    ///
    /// # Shapes
    /// - `encoder_outputs`: `[batch, src_len, d_hidden]`
    /// - returns `[batch, src_len, d_key]`
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3>;

    /// What of a query meets the prepared keys, and how.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`, decoder states
    /// - returns `[batch, tgt_len, d_key]`
    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>);

    /// Whether [`pair`](Self::pair) makes something else of a query than the query.
    fn maps_query(&self) -> bool {
        false
    }

    /// Where queries look, if they do not look at all of the source.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`, decoder states
    fn window(&self, _query: &Tensor<3>, _places: Places<'_>, _src_len: usize) -> Option<Window> {
        None
    }

    /// Scores before the softmax.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`, decoder states
    /// - `key`: `[batch, src_len, d_key]`, from [`prepare`](Self::prepare)
    /// - returns `[batch, tgt_len, src_len]`
    fn score(&self, query: Tensor<3>, key: Tensor<3>) -> Tensor<3> {
        let (query, pair) = self.pair(query);
        pair.scores(query, key)
    }

    /// Scores every query, and reads with it: [`attend`] of [`score`](Self::score), in its [`window`](Self::window).
    ///
    /// # Shapes
    /// - `query`, `key`: as of [`score`](Self::score)
    /// - `value`: `[batch, src_len, d_value]`
    /// - `mask_pad`: `[batch, src_len]`, true = masked out; `None` where nothing is
    /// - `window`: of the queries
    fn attend(
        &self,
        query: Tensor<3>,
        key: Tensor<3>,
        value: Tensor<3>,
        mask_pad: Option<Tensor<2, Bool>>,
        window: Option<&Window>,
    ) -> Attended {
        let (query, pair) = self.pair(query);
        if let Some(Window { outside, predicted, .. }) = window {
            let gaussian = predicted.as_ref().map(|predicted| predicted.gaussian.clone());
            return attend_within(pair.scores(query, key), value, mask_pad, outside.clone(), gaussian);
        }
        score_and_attend(&query, &key, pair.energy(), &value, mask_pad.as_ref())
            .unwrap_or_else(|| attend(pair.scores(query, key), value, mask_pad))
    }
}

/// The score function that a checkpoint was trained with.
#[derive(Module, Debug)]
pub enum Attention {
    /// Bahdanau et al. 2015.
    Additive(Additive),
    /// Luong et al. 2015, `dot`.
    Dot(Dot),
    /// Luong et al. 2015, `general`.
    General(General),
    /// Luong et al. 2015, `concat`.
    Concat(Concat),
    /// Vaswani et al. 2017, with one head and no maps.
    ScaledDot(ScaledDot),
    /// Graves et al. 2014.
    Cosine(Cosine),
    /// Luong et al. 2015, `location`.
    Location(Location),
    /// Luong et al. 2015, `local-m`.
    LocalM(LocalMonotonic),
    /// Luong et al. 2015, `local-p`.
    LocalP(LocalPredictive),
}

impl Attention {
    /// Fresh weights, or nothing for a mechanism without scores; for sources of at most `max_source` tokens.
    pub fn init(config: &Seq2SeqConfig, max_source: usize, device: &Device) -> Option<Self> {
        let Seq2SeqConfig { d_hidden, d_attention, window, .. } = *config;
        match config.attention {
            AttentionKind::FirstState | AttentionKind::FixedContext => None,
            AttentionKind::Additive => Some(Self::Additive(Additive::init(d_hidden, d_attention, device))),
            AttentionKind::Dot => Some(Self::Dot(Dot::default())),
            AttentionKind::General => Some(Self::General(General::init(d_hidden, device))),
            AttentionKind::Concat => Some(Self::Concat(Concat::init(d_hidden, d_attention, device))),
            AttentionKind::ScaledDot => Some(Self::ScaledDot(ScaledDot::default())),
            AttentionKind::Cosine => Some(Self::Cosine(Cosine::default())),
            AttentionKind::Location => Some(Self::Location(Location::init(d_hidden, max_source, device))),
            AttentionKind::LocalM => Some(Self::LocalM(LocalMonotonic::init(d_hidden, window, device))),
            AttentionKind::LocalP => Some(Self::LocalP(LocalPredictive::init(d_hidden, window, device))),
        }
    }

    fn as_score(&self) -> &dyn Score {
        match self {
            Self::Additive(score) => score,
            Self::Dot(score) => score,
            Self::General(score) => score,
            Self::Concat(score) => score,
            Self::ScaledDot(score) => score,
            Self::Cosine(score) => score,
            Self::Location(score) => score,
            Self::LocalM(score) => score,
            Self::LocalP(score) => score,
        }
    }
}

impl Score for Attention {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.as_score().prepare(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        self.as_score().pair(query)
    }

    fn maps_query(&self) -> bool {
        self.as_score().maps_query()
    }

    fn window(&self, query: &Tensor<3>, places: Places<'_>, src_len: usize) -> Option<Window> {
        self.as_score().window(query, places, src_len)
    }
}

matrices!(enum Attention: Additive, Dot, General, Concat, ScaledDot, Cosine, Location, LocalM, LocalP);
