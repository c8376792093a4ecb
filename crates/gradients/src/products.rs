//! Products of row-major matrices.

/// Whether a product is added to what is there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum To {
    /// Replaces it.
    Set,
    /// Is added.
    Add,
}

/// `C = A Bᵀ`: `a` `[m, k]`, `b` `[n, k]`, `c` `[m, n]`.
pub(super) fn a_bt(a: &[f32], b: &[f32], c: &mut [f32], k: usize, to: To) {
    let (m, n) = (a.len() / k, b.len() / k);
    product((m, n, k), (a, (k, 1)), (b, (1, k)), c, to);
}

/// `C = A B`: `a` `[m, k]`, `b` `[k, n]`, `c` `[m, n]`.
pub(super) fn a_b(a: &[f32], b: &[f32], c: &mut [f32], k: usize, to: To) {
    let (m, n) = (a.len() / k, b.len() / k);
    product((m, n, k), (a, (k, 1)), (b, (n, 1)), c, to);
}

/// `C = Aᵀ B`: `a` `[k, m]`, `b` `[k, n]`, `c` `[m, n]`: the gradient of a weight over `k` rows.
pub(super) fn at_b(a: &[f32], b: &[f32], c: &mut [f32], k: usize, to: To) {
    let (m, n) = (a.len() / k, b.len() / k);
    product((m, n, k), (a, (1, m)), (b, (n, 1)), c, to);
}

/// `[n, k]` to `[k, n]`.
///
/// [`a_bt`] brings its second factor into this order each time, which takes as long as the product itself where the
/// first has few rows: a weight that meets every step of a sequence is better turned once, for [`a_b`].
pub(super) fn transpose(x: &[f32], k: usize) -> Vec<f32> {
    // Blocks that stay in the nearest cache.
    const BLOCK: usize = 32;
    let n = x.len() / k;
    let mut turned = vec![0.0; x.len()];
    for rows in (0..n).step_by(BLOCK) {
        for columns in (0..k).step_by(BLOCK) {
            for column in columns..(columns + BLOCK).min(k) {
                for row in rows..(rows + BLOCK).min(n) {
                    turned[column * n + row] = x[row * k + column];
                }
            }
        }
    }
    turned
}

/// A matrix's numbers, and how far apart are its rows and its columns.
type Strided<'a> = (&'a [f32], (usize, usize));

fn product((m, n, k): (usize, usize, usize), a: Strided, b: Strided, c: &mut [f32], to: To) {
    let ((a, (a_row, a_col)), (b, (b_row, b_col))) = (a, b);
    assert_eq!((a.len(), b.len(), c.len()), (m * k, k * n, m * n), "the sizes of a product");
    let add = to == To::Add;
    // SAFETY: the strides are those of the layouts above, and the lengths were just checked, so that
    // every element is inside its slice.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            c.as_mut_ptr(),
            1,
            n.cast_signed(),
            add,
            a.as_ptr(),
            a_col.cast_signed(),
            a_row.cast_signed(),
            b.as_ptr(),
            b_col.cast_signed(),
            b_row.cast_signed(),
            if add { 1.0 } else { 0.0 },
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

/// Adds a bias to every row.
pub(super) fn add_bias(rows: &mut [f32], bias: &[f32]) {
    for row in rows.chunks_exact_mut(bias.len()) {
        super::vectors::add(row, bias);
    }
}

/// The sum of the rows: the gradient of a bias.
pub(super) fn sum_rows(rows: &[f32], width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        super::vectors::add(&mut sum, row);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_layouts_agree_with_the_definition() {
        let a = [1., 2., 3., 4., 5., 6.]; // [2, 3]
        let b = [1., 0., 2., -1., 3., 1.]; // [2, 3]
        let mut c = [0.0; 4];
        a_bt(&a, &b, &mut c, 3, To::Set);
        assert_eq!(c, [7., 8., 16., 17.]);
        let mut c = [1.0; 9];
        at_b(&a, &b, &mut c, 2, To::Add);
        assert_eq!(c, [-2., 13., 7., -2., 16., 10., -2., 19., 13.]);
        let b = [1., 0., 2., -1., 3., 1.]; // [3, 2]
        let mut c = [9.0; 4];
        a_b(&a, &b, &mut c, 3, To::Set);
        assert_eq!(c, [14., 1., 32., 1.]);
    }

    #[test]
    fn turned_twice_is_as_it_was() {
        let x: Vec<f32> = (0..35 * 67).map(|i| i as f32).collect();
        let turned = transpose(&x, 67);
        assert_eq!((turned[1], turned[35], turned[36]), (x[67], x[1], x[68]));
        assert_eq!(transpose(&turned, 35), x);
    }
}
