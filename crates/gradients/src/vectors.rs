//! Loops over rows of numbers that become vector instructions.

/// Defines a function that is compiled for AVX-512, for AVX2 and for any processor, and takes the widest there is.
macro_rules! vectorised {
    ($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $out:ty)? $body:block) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments, reason = "the operands of one formula")]
        $vis fn $name($($arg: $type),*) $(-> $out)? {
            #[inline(always)]
            #[allow(clippy::too_many_arguments, reason = "the operands of one formula")]
            fn body($($arg: $type),*) $(-> $out)? $body

            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
                #[allow(clippy::too_many_arguments, reason = "the operands of one formula")]
                fn avx512($($arg: $type),*) $(-> $out)? { body($($arg),*) }
                #[target_feature(enable = "avx2,fma")]
                #[allow(clippy::too_many_arguments, reason = "the operands of one formula")]
                fn avx2($($arg: $type),*) $(-> $out)? { body($($arg),*) }

                let fma = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
                if fma && is_x86_feature_detected!("avx512dq") && is_x86_feature_detected!("avx512vl") {
                    // SAFETY: the processor has what the function asks for.
                    return unsafe { avx512($($arg),*) };
                }
                if fma {
                    // SAFETY: the processor has what the function asks for.
                    return unsafe { avx2($($arg),*) };
                }
            }
            body($($arg),*)
        }
    };
}
pub(crate) use vectorised;

/// `a b + c`, rounded once where a processor has an instruction for it. WebAssembly has none: there, one rounding
/// would be a call of a function for each number.
#[inline(always)]
pub(crate) fn mul_add(a: f32, b: f32, c: f32) -> f32 {
    if cfg!(target_arch = "wasm32") { a * b + c } else { a.mul_add(b, c) }
}

/// `e^x`, within 2 units in the last place between -87 and 88; constant beyond.
///
/// `e^x = 2^n · e^r`, `n = round(x / ln 2)`, `e^r` by its series to `r^6`. No branch, so that a loop over it
/// becomes vector instructions.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    // Adding and taking away 1.5 · 2^23 rounds to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = if x > -87.0 { x } else { -87.0 };
    let x = if x < 88.0 { x } else { 88.0 };
    let n = mul_add(x, std::f32::consts::LOG2_E, ROUND) - ROUND;
    let r = mul_add(n, -LN_2_LOW, mul_add(n, -LN_2_HIGH, x));
    let p = 1.0 / 720.0;
    let p = mul_add(r, p, 1.0 / 120.0);
    let p = mul_add(r, p, 1.0 / 24.0);
    let p = mul_add(r, p, 1.0 / 6.0);
    let p = mul_add(r, p, 0.5);
    let p = mul_add(r, p, 1.0);
    let p = mul_add(r, p, 1.0);
    // SAFETY: `n` is between -126 and 127.
    let n = unsafe { n.to_int_unchecked::<i32>() };
    p * f32::from_bits(((n + 127) << 23).cast_unsigned())
}

/// `1 / (1 + e^-x)`.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// `1 - 2 / (e^2x + 1)`.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    let x = if x > -20.0 { x } else { -20.0 };
    let x = if x < 20.0 { x } else { 20.0 };
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Sixteen sums side by side: floating-point sums are not reordered by themselves.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (a_chunks, b_chunks) = (a.chunks_exact(16), b.chunks_exact(16));
    let rest = a_chunks.remainder().iter().zip(b_chunks.remainder());
    let rest: f32 = rest.map(|(x, y)| x * y).sum();
    for (a, b) in a_chunks.zip(b_chunks) {
        for i in 0..16 {
            lanes[i] = mul_add(a[i], b[i], lanes[i]);
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// `y += scale · x`.
#[inline(always)]
pub(super) fn add_scaled(y: &mut [f32], scale: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y = mul_add(*x, scale, *y);
    }
}

vectorised! {
    /// `y += x`.
    pub fn add(y: &mut [f32], x: &[f32]) {
        for (y, x) in y.iter_mut().zip(x) {
            *y += x;
        }
    }
}

vectorised! {
    /// `y *= x`.
    pub(super) fn multiply(y: &mut [f32], x: &[f32]) {
        for (y, x) in y.iter_mut().zip(x) {
            *y *= x;
        }
    }
}

vectorised! {
    /// `y = tanh(y)`.
    pub(super) fn tanh_all(y: &mut [f32]) {
        for y in y {
            *y = tanh(*y);
        }
    }
}

vectorised! {
    /// Through `y = tanh(x)`: `dx = dy (1 - y²)`, in place.
    pub(super) fn tanh_backward(dy: &mut [f32], y: &[f32]) {
        for (dy, y) in dy.iter_mut().zip(y) {
            *dy *= 1.0 - y * y;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_exponential_is_right() {
        for i in -8700..8800 {
            let x = i as f32 * 0.01;
            let wanted = f64::from(x).exp();
            let error = (f64::from(exp(x)) - wanted).abs() / wanted;
            assert!(error < 3e-7, "exp({x}): {error}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(1e9).is_finite());
    }

    #[test]
    fn tanh_and_sigmoid_are_right() {
        for i in -4000..4000 {
            let x = i as f32 * 0.01;
            assert!((f64::from(tanh(x)) - f64::from(x).tanh()).abs() < 3e-7, "tanh({x})");
            let wanted = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(sigmoid(x)) - wanted).abs() < 3e-7, "sigmoid({x})");
        }
    }

    #[test]
    fn a_dot_product_of_any_length_is_the_sum_of_products() {
        let numbers: Vec<f32> = (0..37).map(|i| i as f32).collect();
        assert_eq!(dot(&numbers, &numbers), 16206.0);
    }
}
