//! Sentences of unequal length as rectangles of ids.
//!
//! ```
//! use burn::tensor::Device;
//! use seq2see_core::{batch::SourceBatch, config::SpecialIds};
//!
//! let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! let mut src = SourceBatch::new(&[&[5, 6, 2], &[7, 2]], 1, &special, &Device::flex());
//! assert_eq!((src.len(), &src.lens[..], src.any_masked), (3, &[3, 2][..], true));
//! src.mask_out(&[0]);
//! assert_eq!(src.hidden, [0]);
//! ```

use burn::tensor::{Bool, Device, Int, Tensor, TensorData};

use crate::config::SpecialIds;
use crate::ops::gates::HeldGate;
use crate::transformer::ablations::Ablations;

/// Source sentences, filled up with `<pad>` on the right.
#[derive(Debug, Clone)]
pub struct SourceBatch {
    /// `[batch, src_len]`.
    pub ids: Tensor<2, Int>,
    /// `[batch, src_len]`, true where the token is `<pad>` (or masked out on request).
    pub mask_pad: Tensor<2, Bool>,
    /// Length of each row without its `<pad>`.
    pub lens: Vec<usize>,
    /// Whether `mask_pad` is true anywhere.
    pub any_masked: bool,
    /// Columns that no row's encoder reads, though they hold tokens.
    pub hidden: Vec<usize>,
    /// Gates of a recurrent encoder that are held at a value, each in a column, in every row.
    pub held: Vec<(usize, HeldGate)>,
    /// What of a Transformer is switched off when it reads this, and when it writes from it.
    pub ablations: Ablations,
}

impl SourceBatch {
    /// Puts rows of ids side by side, to the longest row, rounded up to a multiple of `multiple`.
    ///
    /// # Panics
    /// If there is no row, or an empty one.
    pub fn new(rows: &[&[u32]], multiple: usize, special: &SpecialIds, device: &Device) -> Self {
        let (data, len) = pad(rows, multiple, special.pad);
        let lens: Vec<usize> = rows.iter().map(|row| row.len()).collect();
        let mask: Vec<bool> = lens.iter().flat_map(|&n| (0..len).map(move |j| j >= n)).collect();
        Self {
            ids: int_tensor(data, rows.len(), len, device),
            any_masked: mask.contains(&true),
            mask_pad: Tensor::from_data(TensorData::new(mask, [rows.len(), len]), device),
            lens,
            hidden: vec![],
            held: vec![],
            ablations: Ablations::default(),
        }
    }

    /// Hides columns, in every row: no part of a network reads what they hold.
    ///
    /// # Panics
    /// If a column is outside the batch, or nothing of a row is left.
    pub fn mask_out(&mut self, columns: &[usize]) {
        for &column in columns {
            let slice = burn::tensor::s![.., column..column + 1];
            self.mask_pad = self.mask_pad.clone().slice_fill(slice, true);
            self.any_masked = true;
            self.hidden.push(column);
        }
        let left = |&len: &usize| (0..len).any(|column| !self.hidden.contains(&column));
        assert!(self.lens.iter().all(left), "a row with nothing to read");
    }

    /// The gates that are held in a column.
    pub(crate) fn held_at(&self, column: usize) -> Vec<HeldGate> {
        self.held.iter().filter(|(at, _)| *at == column).map(|(_, held)| *held).collect()
    }

    /// Number of columns, `<pad>` included.
    pub fn len(&self) -> usize {
        self.ids.dims()[1]
    }

    /// Whether there are no columns: never, for a batch made by [`new`](Self::new).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Sentence pairs for teacher forcing.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The sources, each ending in `</s>`.
    pub src: SourceBatch,
    /// `[batch, tgt_len]`: `<s>` and the target.
    pub tgt_in: Tensor<2, Int>,
    /// `batch × tgt_len` ids: the target and `</s>`, then `<pad>`.
    pub tgt_out: Vec<u32>,
}

impl Batch {
    /// Builds a batch from pairs of source ids (with `</s>`) and target ids (without marks).
    ///
    /// # Panics
    /// If there is no pair, or an empty source.
    pub fn new(pairs: &[(&[u32], &[u32])], special: &SpecialIds, device: &Device) -> Self {
        let sources: Vec<&[u32]> = pairs.iter().map(|pair| pair.0).collect();
        let framed = |first: Option<u32>, target: &[u32], last: Option<u32>| {
            first.into_iter().chain(target.iter().copied()).chain(last).collect::<Vec<u32>>()
        };
        let rows_in: Vec<_> = pairs.iter().map(|p| framed(Some(special.sos), p.1, None)).collect();
        let rows_out: Vec<_> = pairs.iter().map(|p| framed(None, p.1, Some(special.eos))).collect();
        let slices = |rows: &[Vec<u32>]| -> (Vec<u32>, usize) {
            pad(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>(), 1, special.pad)
        };
        let (tgt_in, len) = slices(&rows_in);
        Self {
            src: SourceBatch::new(&sources, 1, special, device),
            tgt_in: int_tensor(tgt_in, pairs.len(), len, device),
            tgt_out: slices(&rows_out).0,
        }
    }
}

/// Row-major ids, every row filled up with `fill`, and the length of a row.
fn pad(rows: &[&[u32]], multiple: usize, fill: u32) -> (Vec<u32>, usize) {
    assert!(rows.iter().all(|row| !row.is_empty()), "a batch has no empty row");
    let longest = rows.iter().map(|row| row.len()).max().expect("a batch has a row");
    let len = longest.next_multiple_of(multiple);
    let filled = |row: &&[u32]| {
        let mut row = row.to_vec();
        row.resize(len, fill);
        row
    };
    (rows.iter().flat_map(filled).collect(), len)
}

/// Ids on the device.
pub(crate) fn int_tensor(ids: Vec<u32>, rows: usize, cols: usize, device: &Device) -> Tensor<2, Int> {
    let ids: Vec<i32> = ids.into_iter().map(|id| id as i32).collect();
    Tensor::from_data(TensorData::new(ids, [rows, cols]), device)
}
