//! A learned matrix, and all those of a network, one after another.

use burn::module::{Module, Param, ParamId};
use burn::nn::Initializer;
use burn::tensor::{Device, Int, Tensor};

use crate::ops::host::tensor;
use crate::ops::int8::Int8Rows;
use crate::ops::product::Factor;

/// A learned matrix `[d_output, d_input]`, a row per output, as PyTorch and the checkpoint file have it: in float32, or
/// as the int8 rows of a file, where products are to be taken with those.
#[derive(Module, Debug)]
pub struct Matrix {
    /// Beside int8 rows it is not read: it is made of them when somebody asks for it.
    param: Param<Tensor<2>>,
    #[module(skip)]
    int8: Option<Int8Rows>,
}

impl Matrix {
    /// Fresh weights.
    pub fn init(initializer: &Initializer, d_output: usize, d_input: usize, device: &Device) -> Self {
        Self { param: initializer.init([d_output, d_input], device), int8: None }
    }

    /// With the given weights.
    ///
    /// # Shapes
    /// - `weights`: `[d_output, d_input]`
    pub fn of(weights: Tensor<2>) -> Self {
        Self { param: Param::from_tensor(weights), int8: None }
    }

    /// `d_output` and `d_input`.
    pub fn dims(&self) -> [usize; 2] {
        self.param.lazy_shape().dims()
    }

    /// `[d_output, d_input]` in float32.
    pub fn val(&self) -> Tensor<2> {
        self.param.val()
    }

    /// By what a file's reader and a test know it.
    pub fn id(&self) -> ParamId {
        self.param.id
    }

    /// The int8 rows that products are taken with, if they are.
    pub fn int8(&self) -> Option<&Int8Rows> {
        self.int8.as_ref()
    }

    /// Has products taken with int8 rows, or, without some, in float32.
    ///
    /// # Panics
    /// If the rows are of another shape.
    pub fn set_int8(&mut self, rows: Option<Int8Rows>) {
        assert!(rows.as_ref().is_none_or(|rows| rows.dims() == self.dims()), "rows of another matrix");
        self.int8 = rows;
    }

    /// As products are taken with it.
    pub(crate) fn factor(&self) -> Factor<'_> {
        Factor { weight: &self.param, int8: self.int8.as_ref() }
    }

    /// Rows by their numbers.
    ///
    /// # Shapes
    /// - `ids`: `[batch, len]`
    /// - returns `[batch, len, d_input]`
    pub(crate) fn rows(&self, ids: Tensor<2, Int>) -> Tensor<3> {
        let Some(table) = &self.int8 else {
            return burn::tensor::module::embedding(self.val(), ids);
        };
        let ([batch, len], device) = (ids.dims(), ids.device());
        let mut rows = Vec::with_capacity(batch * len * table.dims()[1]);
        for id in ids.into_data().iter::<i64>() {
            table.extend_with_row(usize::try_from(id).expect("an id is not negative"), &mut rows);
        }
        tensor(rows, [batch, len, table.dims()[1]], &device)
    }
}

/// Calls a function with every matrix of a network.
pub trait Matrices {
    /// Visits all matrices below.
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&mut Matrix));
}

impl Matrices for Matrix {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&mut Matrix)) {
        visit(self);
    }
}

impl<M: Matrices> Matrices for Option<M> {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&mut Matrix)) {
        self.iter_mut().for_each(|part| part.each_matrix(visit));
    }
}

impl<M: Matrices> Matrices for Vec<M> {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&mut Matrix)) {
        self.iter_mut().for_each(|part| part.each_matrix(visit));
    }
}

/// [`Matrices`] of a network by those of its parts: the fields of a struct that have some, or the variants of an enum.
macro_rules! matrices {
    (enum $network:ident: $($variant:ident),+) => {
        impl $crate::layers::Matrices for $network {
            fn each_matrix(&mut self, visit: &mut dyn FnMut(&mut $crate::layers::Matrix)) {
                match self {
                    $(Self::$variant(network) => network.each_matrix(visit),)+
                }
            }
        }
    };
    ($network:ident: $($part:ident),*) => {
        impl $crate::layers::Matrices for $network {
            fn each_matrix(&mut self, _visit: &mut dyn FnMut(&mut $crate::layers::Matrix)) {
                $($crate::layers::Matrices::each_matrix(&mut self.$part, _visit);)*
            }
        }
    };
}
pub(crate) use matrices;
