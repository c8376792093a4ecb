//! `config.json`: which network a checkpoint holds, and its sizes.
//!
//! ```
//! use seq2see_core::ModelConfig;
//!
//! let config = ModelConfig::from_json(
//!     r#"{"format": 1, "mechanism": "backwards", "source_languages": ["fr"], "target_language": "en", "vocab_size": 31,
//!         "special": {"pad": 0, "sos": 1, "eos": 2, "unk": 3}, "max_source": 19, "max_target": 17,
//!         "network": {"family": "seq2seq", "cell": "lstm", "d_embed": 9, "d_hidden": 14, "bidirectional": false,
//!                     "reversed": true, "attention": "first-state"}}"#,
//! )?;
//! assert_eq!(config.reading_order(4), [2, 1, 0, 3]);
//! assert!(!config.attends());
//! # Ok::<(), seq2see_core::Error>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The version of the checkpoint format that this code reads and writes.
pub const FORMAT: u32 = 1;

/// Everything needed to build a network before its weights are known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelConfig {
    /// Format version, [`FORMAT`].
    pub format: u32,
    /// The checkpoint's name in the project, such as `additive`.
    pub mechanism: String,
    /// ISO 639-1 codes of the languages read.
    pub source_languages: Vec<String>,
    /// ISO 639-1 code of the language written.
    pub target_language: String,
    /// Pieces of the joint vocabulary.
    pub vocab_size: usize,
    /// Ids of the marks in the vocabulary.
    pub special: SpecialIds,
    /// Longest source in tokens, `</s>` included.
    pub max_source: usize,
    /// Longest target in tokens, `</s>` included.
    pub max_target: usize,
    /// The network and its sizes.
    pub network: NetworkConfig,
}

/// Ids of the marks that are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialIds {
    /// `<pad>`: fills rows of a batch up; never read.
    pub pad: u32,
    /// `<s>`: the decoder's first input.
    pub sos: u32,
    /// `</s>`: the end of a source and of a target.
    pub eos: u32,
    /// `<unk>`: a symbol outside the vocabulary.
    pub unk: u32,
}

/// The families of networks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "family", rename_all = "kebab-case")]
pub enum NetworkConfig {
    /// One recurrent network that writes a token for each it reads (Elman 1990).
    Elman(ElmanConfig),
    /// A recurrent encoder and decoder, with or without attention.
    #[serde(rename = "seq2seq")]
    Seq2Seq(Seq2SeqConfig),
    /// Attention only (Vaswani et al. 2017).
    Transformer(TransformerConfig),
}

/// Sizes of a network without encoder and decoder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElmanConfig {
    /// Width of the state and of the one embedding for source and output.
    pub d_hidden: usize,
    /// Share of activations dropped in training.
    #[serde(default)]
    pub dropout: f64,
}

/// Sizes and choices of a recurrent encoder–decoder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seq2SeqConfig {
    /// The recurrent cell of encoder and decoder.
    pub cell: CellKind,
    /// Width of the one embedding for source, target and output.
    pub d_embed: usize,
    /// Width of the decoder's state and of an encoder output (both directions together).
    pub d_hidden: usize,
    /// Whether the encoder reads in both directions, each with `d_hidden / 2`.
    pub bidirectional: bool,
    /// Whether the source is read backwards (Sutskever et al. 2014, §3.3).
    #[serde(default)]
    pub reversed: bool,
    /// How the decoder uses the encoder's states.
    pub attention: AttentionKind,
    /// Width of the additive layer of `additive` and `concat`.
    #[serde(default)]
    pub d_attention: usize,
    /// Places on either side of the middle of the window of `local-m` and `local-p`, the paper's `D`.
    #[serde(default)]
    pub window: usize,
    /// Share of activations dropped in training.
    #[serde(default)]
    pub dropout: f64,
}

/// The recurrent cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// Elman 1990.
    Rnn,
    /// Cho et al. 2014.
    Gru,
    /// Hochreiter and Schmidhuber 1997.
    Lstm,
}

/// What the decoder is given of the source, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttentionKind {
    /// The last encoder state is the decoder's first state and nothing else (Sutskever et al. 2014).
    FirstState,
    /// The last encoder state is one context vector, read at every step (Cho et al. 2014).
    FixedContext,
    /// Bahdanau et al. 2015.
    Additive,
    /// Luong et al. 2015, `dot`.
    Dot,
    /// Luong et al. 2015, `general`.
    General,
    /// Luong et al. 2015, `concat`.
    Concat,
    /// The Transformer's score, where Luong has his (Vaswani et al. 2017, eq. 1).
    ScaledDot,
    /// Content-based addressing (Graves et al. 2014, eq. 6), where Luong has his score.
    Cosine,
    /// Luong et al. 2015, `location`: by place alone.
    Location,
    /// Luong et al. 2015, `local-m`: `general` in a window that moves a place a step.
    LocalM,
    /// Luong et al. 2015, `local-p`: `general` in a window whose place is predicted.
    LocalP,
}

impl AttentionKind {
    /// Whether there is a score for each source position.
    pub fn scores(self) -> bool {
        !matches!(self, Self::FirstState | Self::FixedContext)
    }

    /// Whether only a [`window`](Seq2SeqConfig::window) of the source is read.
    pub fn is_local(self) -> bool {
        matches!(self, Self::LocalM | Self::LocalP)
    }
}

/// Sizes of the Transformer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransformerConfig {
    /// Width of a token's vector.
    pub d_model: usize,
    /// Attention heads of a layer.
    pub n_heads: usize,
    /// Layers of the encoder, and of the decoder.
    pub n_layers: usize,
    /// Width inside the feed-forward part.
    pub d_ff: usize,
    /// Share of activations dropped in training.
    #[serde(default)]
    pub dropout: f64,
}

impl SpecialIds {
    /// Whether a target may have this id: any piece and `</s>`, but none of the other marks.
    pub fn may_follow(&self, id: u32) -> bool {
        id != self.pad && id != self.sos && id != self.unk
    }
}

impl ModelConfig {
    /// Reads `config.json`, refusing another format version and impossible sizes.
    ///
    /// # Errors
    /// [`Error::Config`] says what is wrong.
    pub fn from_json(json: &str) -> Result<Self> {
        let config: Self = serde_json::from_str(json).map_err(|error| Error::Config(error.to_string()))?;
        config.check()?;
        Ok(config)
    }

    /// Writes `config.json`.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a config has only strings and numbers")
    }

    /// The order in which the encoder reads `len` tokens, `</s>` last in any case: backwards where
    /// the mechanism says so (Sutskever et al. 2014, §3.3).
    pub fn reading_order(&self, len: usize) -> Vec<usize> {
        let reversed = matches!(&self.network, NetworkConfig::Seq2Seq(c) if c.reversed);
        let words = 0..len.saturating_sub(1);
        let order = if reversed { words.rev().collect() } else { words.collect::<Vec<_>>() };
        order.into_iter().chain(len.checked_sub(1)).collect()
    }

    /// Whether the network writes exactly one token for each it reads, `</s>` for `</s>`, and never reads what it wrote.
    pub fn writes_as_it_reads(&self) -> bool {
        matches!(self.network, NetworkConfig::Elman(_))
    }

    /// Whether the decoder has an attention of its own, whose weights can be set: that of a recurrent network.
    pub fn attends(&self) -> bool {
        matches!(&self.network, NetworkConfig::Seq2Seq(c) if c.attention.scores())
    }

    /// Makes a target learnable: where a network writes one token for each of the `src_len` it reads, the target
    /// (without marks) is cut, or filled up with `</s>`.
    pub fn fit_target(&self, src_len: usize, target: &mut Vec<u32>) {
        if self.writes_as_it_reads() {
            target.resize(src_len.saturating_sub(1), self.special.eos);
        }
    }

    fn check(&self) -> Result<()> {
        let wrong = |what: String| Err(Error::Config(what));
        if self.format != FORMAT {
            return wrong(format!("format version {} is not {FORMAT}", self.format));
        }
        let SpecialIds { pad, sos, eos, unk } = self.special;
        if [pad, sos, eos, unk].iter().any(|&id| id as usize >= self.vocab_size) {
            return wrong(format!("a special id is outside the vocabulary of {}", self.vocab_size));
        }
        if self.max_source < 2 || self.max_target < 2 {
            return wrong("max_source and max_target must be at least 2".into());
        }
        match &self.network {
            NetworkConfig::Elman(c) if c.d_hidden == 0 => wrong("d_hidden must be positive".into()),
            NetworkConfig::Seq2Seq(c) if c.d_embed == 0 || c.d_hidden == 0 || c.d_hidden % 2 == 1 => {
                wrong("d_embed must be positive, d_hidden positive and even".into())
            }
            NetworkConfig::Seq2Seq(c)
                if c.d_attention == 0
                    && matches!(c.attention, AttentionKind::Additive | AttentionKind::Concat) =>
            {
                wrong("d_attention must be positive".into())
            }
            NetworkConfig::Seq2Seq(c) if c.window == 0 && c.attention.is_local() => {
                wrong("window must be positive".into())
            }
            NetworkConfig::Transformer(c)
                if c.n_heads == 0
                    || c.n_layers == 0
                    || c.d_ff == 0
                    || c.d_model % (2 * c.n_heads) != 0
                    || c.d_model == 0 =>
            {
                wrong(
                    "d_model must be a positive multiple of twice n_heads; n_layers and d_ff positive".into(),
                )
            }
            _ => Ok(()),
        }
    }
}
