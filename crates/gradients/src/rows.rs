//! Rows of numbers, put side by side, taken apart, put into another order.

use seq2see_core::noise::Noise;

use super::vectors::multiply;

/// A dropout mask of `width` factors a token, drawn as a network draws it: for `[batch, len, width]`, padding and all.
///
/// `tokens`: row and time of those that are there.
pub(super) fn mask(
    (noise, dropout): (&mut Noise, f64),
    [batch, len, width]: [usize; 3],
    tokens: impl Iterator<Item = (usize, usize)>,
) -> Option<Vec<f32>> {
    let drawn = noise.mask(batch * len * width, dropout)?;
    let tokens: Vec<usize> = tokens.map(|(row, t)| row * len + t).collect();
    Some(pick(&drawn, &tokens, width))
}

/// Drops what a [`mask`] drops, if there is one.
pub(super) fn apply(x: &mut [f32], mask: Option<&[f32]>) {
    if let Some(mask) = mask {
        multiply(x, mask);
    }
}

/// Row after row, the rows of all parts side by side; a part is its numbers and its width, which may be 0.
pub(super) fn join(parts: &[(&[f32], usize)]) -> Vec<f32> {
    let rows = parts.iter().find(|part| part.1 > 0).map_or(0, |(part, d)| part.len() / d);
    let mut joined = Vec::with_capacity(parts.iter().map(|part| part.0.len()).sum());
    for row in 0..rows {
        for (part, d) in parts {
            joined.extend_from_slice(&part[row * d..][..*d]);
        }
    }
    joined
}

/// The `d` columns from `column` on of rows `stride` wide.
pub(super) fn columns(from: &[f32], column: usize, stride: usize, d: usize) -> Vec<f32> {
    let mut taken = Vec::with_capacity(from.len() / stride * d);
    from.chunks_exact(stride).for_each(|row| taken.extend_from_slice(&row[column..][..d]));
    taken
}

/// The rows `picked`, in this order.
pub(super) fn pick(from: &[f32], picked: &[usize], d: usize) -> Vec<f32> {
    let mut rows = Vec::with_capacity(picked.len() * d);
    picked.iter().for_each(|&row| rows.extend_from_slice(&from[row * d..][..d]));
    rows
}

/// Puts the rows that [`pick`] took, all of them in another order, back to where they were.
pub(super) fn put_back(rows: &[f32], picked: &[usize], d: usize) -> Vec<f32> {
    spread(rows, picked, rows.len() / d, d)
}

/// Puts the rows that [`pick`] took, each at most once, to where they were among `count`; the others are 0.
pub(super) fn spread(rows: &[f32], picked: &[usize], count: usize, d: usize) -> Vec<f32> {
    let mut to = vec![0.0; count * d];
    for (from, &row) in rows.chunks_exact(d).zip(picked) {
        to[row * d..][..d].copy_from_slice(from);
    }
    to
}
