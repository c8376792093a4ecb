//! What a vocabulary is learned from: the parts of a text that no piece crosses.

use tokenizers::Result as Outcome;
use tokenizers::pipeline::{Normalizer, NormalizerChain, PreTokenizer, PreTokenizerScratch};

use super::Tokenizer;
use crate::error::{Error, Result};

impl Tokenizer {
    /// The parts of a text into which this tokenizer cuts it before it looks for pieces.
    ///
    /// # Errors
    /// [`Error::Tokenizer`] if the text cannot be cut.
    pub fn words(&self, text: &str) -> Result<Vec<String>> {
        self.cut(text).map_err(|e| Error::Tokenizer(e.to_string()))
    }

    fn cut(&self, text: &str) -> Outcome<Vec<String>> {
        let marked = NormalizerChain(self.pipeline.get_normalizers()).normalize(text, 0)?;
        let mut spans = Vec::new();
        let scratch = &mut PreTokenizerScratch::default();
        self.pipeline.get_pre_tokenizer().pre_tokenize(&marked, scratch, &mut spans)?;
        Ok(spans.iter().map(|span| marked[span.start as usize..span.end as usize].to_string()).collect())
    }
}
