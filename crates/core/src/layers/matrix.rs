//! All matrices of a network, one after another.

use burn::module::Param;
use burn::tensor::Tensor;

use crate::ops::int8::Int8Rows;

/// Calls a function with every matrix of a network and the place of its int8 rows.
pub trait Matrices {
    /// Visits all matrices below.
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>));
}

impl<M: Matrices> Matrices for Option<M> {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.iter_mut().for_each(|part| part.each_matrix(visit));
    }
}

impl<M: Matrices> Matrices for Vec<M> {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.iter_mut().for_each(|part| part.each_matrix(visit));
    }
}

/// [`Matrices`] of a network by those of its parts: the fields of a struct that have some, or the variants of an enum.
macro_rules! matrices {
    (enum $network:ident: $($variant:ident),+) => {
        impl $crate::layers::Matrices for $network {
            fn each_matrix(
                &mut self,
                visit: &mut dyn FnMut(
                    &burn::module::Param<burn::tensor::Tensor<2>>,
                    &mut Option<$crate::ops::int8::Int8Rows>,
                ),
            ) {
                match self {
                    $(Self::$variant(network) => network.each_matrix(visit),)+
                }
            }
        }
    };
    ($network:ident: $($part:ident),*) => {
        impl $crate::layers::Matrices for $network {
            fn each_matrix(
                &mut self,
                _visit: &mut dyn FnMut(
                    &burn::module::Param<burn::tensor::Tensor<2>>,
                    &mut Option<$crate::ops::int8::Int8Rows>,
                ),
            ) {
                $($crate::layers::Matrices::each_matrix(&mut self.$part, _visit);)*
            }
        }
    };
}
pub(crate) use matrices;
