//! From the place of a parameter in the network to the name of its tensor in the file.

use crate::layers::names_its_parts;

/// Where a walk over Burn's module tree is.
#[derive(Debug, Default)]
pub(super) struct ParameterPath {
    /// A segment of the name for each module entered; `None` for one that has no segment.
    segments: Vec<Option<String>>,
}

impl ParameterPath {
    /// Follows [`enter_module`](burn::module::ModuleVisitor::enter_module).
    ///
    /// Not every part is a segment ([`names_its_parts`]); Burn's layer norm calls `gamma` and `beta` what the file,
    /// like PyTorch, calls `weight` and `bias`.
    pub(super) fn enter(&mut self, name: &str, container: &str) {
        self.segments.push(match (container, name) {
            ("Struct:LayerNorm", "gamma") => Some("weight".into()),
            ("Struct:LayerNorm", "beta") => Some("bias".into()),
            _ if !names_its_parts(container) => None,
            _ => Some(name.into()),
        });
    }

    /// Follows [`exit_module`](burn::module::ModuleVisitor::exit_module).
    pub(super) fn exit(&mut self) {
        self.segments.pop();
    }

    /// The name of the tensor. A recurrent decoder's `attention` and `readout` stand beside it in the file.
    pub(super) fn tensor_name(&self) -> String {
        let mut segments: Vec<&str> = self.segments.iter().flatten().map(String::as_str).collect();
        if let ["decoder", "attention" | "readout", ..] = segments[..] {
            segments.remove(0);
        }
        segments.join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(segments: &[(&str, &str)]) -> String {
        let mut path = ParameterPath::default();
        for (name, container) in segments {
            path.enter(name, container);
        }
        path.tensor_name()
    }

    #[test]
    fn variants_have_no_segment_and_a_norm_is_named_as_in_pytorch() {
        let cell = [
            ("Seq2Seq", "Enum:Model"),
            ("encoder", "Struct:Seq2Seq"),
            ("backward", "Struct:Encoder"),
            ("Gru", "Enum:Cell"),
            ("input", "Struct:Gru"),
            ("weight", "Struct:Projection"),
            ("param", "Struct:Matrix"),
        ];
        assert_eq!(name(&cell), "encoder.backward.input.weight");
        let norm = [
            ("layers", "Struct:X"),
            ("0", "Vec"),
            ("ffn_norm", "Struct:Y"),
            ("layer", "Struct:Norm"),
            ("gamma", "Struct:LayerNorm"),
        ];
        assert_eq!(name(&norm), "layers.0.ffn_norm.weight");
        assert_eq!(
            name(&[("decoder", "Struct:X"), ("readout", "Struct:Y"), ("bias", "Struct:Z")]),
            "readout.bias"
        );
    }
}
