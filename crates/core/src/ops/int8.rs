//! Matrices multiplied with the numbers of the file: rows of int8, one scale each.
//!
//! A vector is scaled to int16, every row's sum of products is an exact integer, and two scales
//! bring it back to float32: `y_i = s_i s_x Σ_k w_ik x_k`. A quarter of the memory traffic of
//! float32, and what rounding there is comes from the vector alone, `2⁻¹⁶` of its largest element.

use std::ops::Range;
use std::sync::Arc;

/// A matrix `[rows, cols]` of int8 with a scale per row: `value = i8 × scale`.
///
/// Rows lie in groups of eight, of which there are tiles of eight columns, one after the other: a product reads all of
/// memory in its order, which brings it sooner than eight rows side by side.
#[derive(Debug, Clone)]
pub struct Int8Rows {
    data: Arc<[i8]>,
    scales: Arc<[f32]>,
    cols: usize,
}

/// Columns whose products always sum within int32: `512 × 127 × 32767 < 2³¹`.
const BLOCK: usize = 512;
/// Sums worked on side by side, as many as a processor has room for: of eight rows with one vector, of four with
/// two, of two with four. What is loaded of a row then serves several vectors. So many rows are a group.
const TOGETHER: usize = 8;
/// Columns of a tile: as many as are multiplied at once.
const TILE: usize = 8;

impl Int8Rows {
    /// Takes rows as a checkpoint has them, one after the other, and puts them into tiles where they lie.
    ///
    /// # Panics
    /// If `data` is not `scales.len()` rows of one length.
    pub fn new(mut data: Vec<i8>, scales: Vec<f32>) -> Self {
        let cols = data.len() / scales.len().max(1);
        assert_eq!(data.len(), cols * scales.len(), "rows of one length");
        data.chunks_mut((TOGETHER * cols).max(1)).for_each(|group| put_into_tiles(group, cols));
        Self { data: data.into(), scales: scales.into(), cols }
    }

    /// Rows and columns.
    pub fn dims(&self) -> [usize; 2] {
        [self.scales.len(), self.cols]
    }

    /// One row in float32, appended to `out`.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn extend_with_row(&self, row: usize, out: &mut Vec<f32>) {
        let scale = self.scales[row];
        out.extend(self.row(row).map(|w| f32::from(w) * scale));
    }

    /// All rows in float32, row after row.
    pub fn dequantize(&self) -> Vec<f32> {
        let mut out = Vec::with_capacity(self.data.len());
        (0..self.scales.len()).for_each(|row| self.extend_with_row(row, &mut out));
        out
    }

    /// Some of the rows, in this order.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn select(&self, rows: &[usize]) -> Self {
        let data = rows.iter().flat_map(|&row| self.row(row)).collect();
        Self::new(data, rows.iter().map(|&row| self.scales[row]).collect())
    }

    /// `Y = X Wᵀ + b` for vectors `x`, one after the other.
    ///
    /// # Shapes
    /// - `x`: `n × cols`
    /// - `bias`: `rows`
    /// - returns `n × rows`
    ///
    /// # Panics
    /// If a length does not fit.
    pub fn product(&self, x: &[f32], bias: Option<&[f32]>) -> Vec<f32> {
        let [rows, cols] = self.dims();
        assert_eq!(x.len() % cols, 0, "vectors of {cols}");
        let n = x.len() / cols;
        let mut y = match bias {
            Some(bias) => bias[..rows].repeat(n),
            None => vec![0.0; n * rows],
        };
        let vectors = x.chunks_exact(cols).zip(y.chunks_exact_mut(rows));
        // Of a vector of zeros, as a first state, there is nothing to add.
        let mut vectors: Vec<_> = vectors.map(|(x, y)| Scaled::new(x, y)).filter(|x| x.scale > 0.0).collect();
        // Some rows stay in the cache for all vectors.
        for first in (0..rows).step_by(TOGETHER) {
            let some = first..rows.min(first + TOGETHER);
            let (fours, rest) = vectors.as_chunks_mut::<4>();
            let (twos, ones) = rest.as_chunks_mut::<2>();
            fours.iter_mut().for_each(|vectors| self.add_products::<2, 4>(some.clone(), vectors));
            twos.iter_mut().for_each(|vectors| self.add_products::<4, 2>(some.clone(), vectors));
            ones.iter_mut().for_each(|x| self.add_products::<8, 1>(some.clone(), std::array::from_mut(x)));
        }
        y
    }

    /// Adds the products of some rows with `V` vectors to their results, `R` rows at a time.
    fn add_products<const R: usize, const V: usize>(&self, rows: Range<usize>, vectors: &mut [Scaled; V]) {
        let whole = rows.start + rows.len() / R * R;
        (rows.start..whole).step_by(R).for_each(|first| self.add_rows::<R, V>(first, vectors));
        (whole..rows.end).for_each(|row| self.add_rows::<1, V>(row, vectors));
    }

    /// `y += s_i s_x Σ_k w_ik x_k` for `R` rows from `first` on.
    ///
    /// A function of its own: among other loops its sums would not all stay in registers, a quarter of the speed.
    #[inline(never)]
    fn add_rows<const R: usize, const V: usize>(&self, first: usize, vectors: &mut [Scaled; V]) {
        let (group, at) = self.group(first);
        let sums: [[f32; V]; R] = dots(group, at, vectors.each_ref().map(|x| x.numbers.as_slice()));
        let scales = &self.scales[first..][..R];
        for (v, x) in vectors.iter_mut().enumerate() {
            let y = &mut x.y[first..][..R];
            for i in 0..R {
                y[i] += sums[i][v] * scales[i] * x.scale;
            }
        }
    }

    /// The group that a row is in, and the row's place there.
    fn group(&self, row: usize) -> (Group<'_>, usize) {
        let at = row % TOGETHER;
        let rows = TOGETHER.min(self.scales.len() - (row - at));
        (Group { data: &self.data[(row - at) * self.cols..][..rows * self.cols], rows }, at)
    }

    fn row(&self, row: usize) -> impl Iterator<Item = i8> {
        let (group, at) = self.group(row);
        (0..self.cols).step_by(TILE).flat_map(move |k| group.tile(at, k).iter().copied())
    }
}

/// From rows one after the other to tiles one after the other.
fn put_into_tiles(group: &mut [i8], cols: usize) {
    let rows = group.to_vec();
    let mut rest = group;
    for k in (0..cols).step_by(TILE) {
        let width = TILE.min(cols - k);
        for row in rows.chunks_exact(cols) {
            let (place, others) = rest.split_at_mut(width);
            match (place.as_mut_array::<TILE>(), row[k..].first_chunk::<TILE>()) {
                // Eight at once: of a length that is not known it would be a call.
                (Some(place), Some(whole)) => *place = *whole,
                _ => place.copy_from_slice(&row[k..k + width]),
            }
            rest = others;
        }
    }
}

/// Eight rows of a matrix, or those that are left: tiles of eight columns, or of those that are left, each row by row.
#[derive(Clone, Copy)]
struct Group<'a> {
    data: &'a [i8],
    rows: usize,
}

impl<'a> Group<'a> {
    /// What a row has in the tile that begins with the column `k`.
    fn tile(&self, row: usize, k: usize) -> &'a [i8] {
        let width = TILE.min(self.data.len() / self.rows - k);
        &self.data[k * self.rows + row * width..][..width]
    }
}

/// A vector as int16, `value = i16 × scale`, and where its products are added.
struct Scaled<'a> {
    numbers: Vec<i16>,
    scale: f32,
    y: &'a mut [f32],
}

impl<'a> Scaled<'a> {
    /// Scales a vector by its largest absolute value.
    fn new(x: &[f32], y: &'a mut [f32]) -> Self {
        let max = largest(x);
        let inverse = if max > 0.0 { 32_767.0 / max } else { 0.0 };
        // By way of i32, for which there is a vector instruction.
        let numbers = x.iter().map(|x| (x * inverse).round_ties_even() as i32 as i16).collect();
        Self { numbers, scale: max / 32_767.0, y }
    }
}

/// The largest absolute value, found in several lanes: one after the other, each comparison waits for the last.
fn largest(x: &[f32]) -> f32 {
    // A comparison, not `f32::max`: that is a call for each number in wasm.
    let larger = |max: f32, x: f32| if x.abs() > max { x.abs() } else { max };
    let (eights, rest) = x.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for eight in eights {
        lanes.iter_mut().zip(eight).for_each(|(max, &x)| *max = larger(*max, x));
    }
    lanes.iter().chain(rest).copied().fold(0.0, larger)
}

/// `Σ_k w_ik x_k` for `R` rows of a group, from `at` on, and `V` vectors as long as they, exact within a block.
fn dots<const R: usize, const V: usize>(group: Group<'_>, at: usize, vectors: [&[i16]; V]) -> [[f32; V]; R] {
    let cols = vectors[0].len();
    let mut sums = [[0.0; V]; R];
    for first in (0..cols).step_by(BLOCK) {
        let parts: [[i32; V]; R] = dots_block(group, at, vectors, first..cols.min(first + BLOCK));
        for (sum, &part) in sums.as_flattened_mut().iter_mut().zip(parts.as_flattened()) {
            *sum += part as f32;
        }
    }
    sums
}

/// Eight products at a time with the browser's SIMD.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn dots_block<const R: usize, const V: usize>(
    group: Group<'_>,
    at: usize,
    vectors: [&[i16]; V],
    columns: Range<usize>,
) -> [[i32; V]; R] {
    use core::arch::wasm32::{i16x8_load_extend_i8x8, i32x4_add, i32x4_dot_i16x8, i32x4_splat, v128_load};
    let whole = columns.start + columns.len() / TILE * TILE;
    assert!(at + R <= group.rows && whole * group.rows <= group.data.len(), "rows of the group");
    assert!(vectors.iter().all(|x| whole <= x.len()), "vectors as long as rows");
    // Of a whole group the compiler knows how far it is from tile to tile.
    let rows = if R == TOGETHER { R } else { group.rows };
    let mut sums = [[i32x4_splat(0); V]; R];
    for k in (columns.start..whole).step_by(TILE) {
        // SAFETY: the tile at `k` is whole, and there are as many numbers of the vectors; wasm allows any alignment.
        unsafe {
            let tile = group.data.as_ptr().add(k * rows + at * TILE);
            let x = vectors.map(|x| v128_load(x.as_ptr().add(k).cast()));
            for (row, sums) in sums.iter_mut().enumerate() {
                let w = i16x8_load_extend_i8x8(tile.add(row * TILE));
                for (sum, x) in sums.iter_mut().zip(x) {
                    *sum = i32x4_add(*sum, i32x4_dot_i16x8(w, x));
                }
            }
        }
    }
    let mut totals = [[0; V]; R];
    if whole < columns.end {
        totals = dots_plain(group, at, vectors, whole..columns.end);
    }
    let (fours, rest) = sums.as_flattened().as_chunks::<4>();
    let (of_fours, of_rest) = totals.as_flattened_mut().as_chunks_mut::<4>();
    for (totals, sums) in of_fours.iter_mut().zip(fours) {
        totals.iter_mut().zip(sums_of_lanes(*sums)).for_each(|(total, sum)| *total += sum);
    }
    of_rest.iter_mut().zip(rest).for_each(|(total, &sum)| *total += sums_of_lanes([sum; 4])[0]);
    totals
}

/// The sum of the lanes of each of four vectors: they are turned, as a matrix is transposed, and added.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn sums_of_lanes([a, b, c, d]: [core::arch::wasm32::v128; 4]) -> [i32; 4] {
    use core::arch::wasm32::{i32x4_add, i32x4_extract_lane, i32x4_shuffle, i64x2_shuffle};
    let ab = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
    let cd = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
    let sums = i32x4_add(i64x2_shuffle::<0, 2>(ab, cd), i64x2_shuffle::<1, 3>(ab, cd));
    [
        i32x4_extract_lane::<0>(sums),
        i32x4_extract_lane::<1>(sums),
        i32x4_extract_lane::<2>(sums),
        i32x4_extract_lane::<3>(sums),
    ]
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
fn dots_block<const R: usize, const V: usize>(
    group: Group<'_>,
    at: usize,
    vectors: [&[i16]; V],
    columns: Range<usize>,
) -> [[i32; V]; R] {
    dots_plain(group, at, vectors, columns)
}

/// The same, number by number.
fn dots_plain<const R: usize, const V: usize>(
    group: Group<'_>,
    at: usize,
    vectors: [&[i16]; V],
    columns: Range<usize>,
) -> [[i32; V]; R] {
    let dot = |(&w, &x): (&i8, &i16)| i32::from(w) * i32::from(x);
    let mut sums = [[0; V]; R];
    for k in columns.step_by(TILE) {
        for (row, sums) in sums.iter_mut().enumerate() {
            let tile = group.tile(at + row, k);
            sums.iter_mut()
                .zip(vectors)
                .for_each(|(sum, x)| *sum += tile.iter().zip(&x[k..]).map(dot).sum::<i32>());
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four, two and one, as they are taken together.
    const VECTORS: usize = 7;

    fn example(rows: usize, cols: usize) -> (Int8Rows, Vec<f32>) {
        let data = (0..rows * cols).map(|k| ((k * 37 + 11) % 255) as i32 - 127).map(|w| w as i8).collect();
        let scales = (0..rows).map(|row| 0.001 * (row + 1) as f32).collect();
        let x = (0..VECTORS * cols).map(|k| ((k * 13 % 29) as f32 - 14.0) / 7.0).collect();
        (Int8Rows::new(data, scales), x)
    }

    #[test]
    fn a_product_agrees_with_float32_on_the_same_weights() {
        // Two groups of rows, and rows beside them.
        const ROWS: usize = 2 * TOGETHER + 3;
        for cols in [1, 7, 8, 253, 512, 1031, 2100] {
            let (matrix, x) = example(ROWS, cols);
            let w = matrix.dequantize();
            let bias: Vec<f32> = (0..ROWS).map(|row| row as f32 / 4.0 - 2.0).collect();
            let y = matrix.product(&x, Some(&bias));
            for (n, x) in x.chunks(cols).enumerate() {
                for row in 0..ROWS {
                    let products = w[row * cols..][..cols].iter().zip(x).map(|(w, x)| f64::from(w * x));
                    let (exact, size) = (products.clone().sum::<f64>(), products.map(f64::abs).sum::<f64>());
                    let error = (f64::from(y[n * ROWS + row]) - exact - f64::from(bias[row])).abs();
                    assert!(error <= 1e-4 * size.max(1.0), "{cols} columns, row {row}: {error}");
                }
            }
        }
    }

    #[test]
    fn rows_come_out_as_they_went_in() {
        for (rows, cols) in [(1, 1), (8, 8), (19, 21), (3, 40)] {
            let data: Vec<i8> = (0..rows * cols).map(|k| (k % 251) as u8 as i8).collect();
            let scales: Vec<f32> = (0..rows).map(|row| 0.5 + row as f32).collect();
            let matrix = Int8Rows::new(data.clone(), scales.clone());
            let expected: Vec<f32> = data
                .chunks(cols)
                .zip(scales)
                .flat_map(|(row, scale)| row.iter().map(move |&w| f32::from(w) * scale))
                .collect();
            assert_eq!(matrix.dequantize(), expected, "{rows} rows of {cols}");
        }
    }

    #[test]
    fn some_rows_give_some_of_the_products() {
        let (matrix, x) = example(20, 16);
        let (all, some) = (matrix.product(&x, None), matrix.select(&[1, 7, 19]).product(&x, None));
        let expected: Vec<f32> = all.chunks(20).flat_map(|y| [y[1], y[7], y[19]]).collect();
        assert_eq!(some, expected);
    }

    #[test]
    fn the_largest_products_do_not_overflow() {
        let matrix = Int8Rows::new(vec![-127; 4096], vec![1.0]);
        let (y, expected) = (matrix.product(&[1.0; 4096], None)[0], -127.0 * 4096.0);
        // Blocks are exact; their sum and the two scales round in float32. An overflow would be off by 2³².
        assert!((y / expected - 1.0).abs() < 1e-6, "{y}");
    }

    #[test]
    fn a_zero_vector_gives_the_bias() {
        let (matrix, _) = example(3, 9);
        assert_eq!(matrix.product(&[0.0; 9], Some(&[1.0, 2.0, 3.0])), [1.0, 2.0, 3.0]);
    }
}
