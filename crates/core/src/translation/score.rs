//! How probable a network holds a target that somebody gives.

use super::{Inner, Translation, added};
use crate::batch::int_tensor;
use crate::error::{Error, Result};
use crate::ops::readback::Readback;
use crate::search::LogProbs;
use crate::trace::{Matrix, ScoredText, ScoredToken};

impl Translation {
    /// The probability of a target after this run's source (teacher forcing): that of every token after those before
    /// it. What of the source is hidden, attention that is set and what else is changed count as in the run; its own
    /// target does not.
    ///
    /// A network that writes as it reads fills a shorter target up with `</s>`, as it was trained.
    ///
    /// # Errors
    /// [`Error::EmptyText`], [`Error::TooLong`], [`Error::Unwritable`]; [`Error::Device`] if the device fails.
    pub async fn score(&self, text: &str) -> Result<ScoredText> {
        let Inner { model, config, tokenizer, device, .. } = &*self.inner;
        let ids = self.target_of(text)?;
        let room = self.request.options.room(self.request.limit.max(ids.len()));
        let mut state = self.history.first.clone().with_room(room);
        let mut readback = Readback::default();
        for position in 0..ids.len() {
            let before = position.checked_sub(1).map_or(config.special.sos, |before| ids[before]);
            let input = int_tensor(vec![before], 1, 1, device);
            let (logits, _, next) = model.step(input, state, &self.request.given_at(position));
            readback.push(self.request.tempered(logits));
            state = next;
        }
        let logits = readback.read().await?;
        let token = |(position, logits): (usize, &Matrix)| {
            let (id, log_probs) = (ids[position], LogProbs::of_pieces(&logits.data, model.pieces()));
            ScoredToken {
                id,
                piece: tokenizer.piece(id),
                added: added(&tokenizer.decode(&ids[..position]), &tokenizer.decode(&ids[..=position])),
                log_prob: log_probs.of(id),
                rank: log_probs.rank(id, |other| config.special.may_follow(other)),
            }
        };
        let tokens: Vec<ScoredToken> = logits.iter().enumerate().map(token).collect();
        Ok(ScoredText { log_prob: tokens.iter().map(|token| token.log_prob).sum(), tokens })
    }

    /// The ids of a target, `</s>` last.
    fn target_of(&self, text: &str) -> Result<Vec<u32>> {
        let Inner { config, tokenizer, .. } = &*self.inner;
        let mut ids = tokenizer.encode_target(text);
        if ids.is_empty() {
            return Err(Error::EmptyText);
        }
        if ids.contains(&config.special.unk) {
            return Err(Error::Unwritable { symbols: self.unwritable(text) });
        }
        let src_len = self.request.source.tokens.len();
        let limit = if config.writes_as_it_reads() { src_len } else { config.max_target };
        if ids.len() + 1 > limit {
            return Err(Error::TooLong { len: ids.len() + 1, limit });
        }
        config.fit_target(src_len, &mut ids);
        ids.push(config.special.eos);
        Ok(ids)
    }

    /// The symbols of a text that the vocabulary lacks, each once.
    fn unwritable(&self, text: &str) -> String {
        let Inner { config, tokenizer, .. } = &*self.inner;
        let mut symbols = String::new();
        for symbol in text.chars().filter(|c| !c.is_whitespace()) {
            let lacks =
                tokenizer.encode_target(symbol.encode_utf8(&mut [0; 4])).contains(&config.special.unk);
            if lacks && !symbols.contains(symbol) {
                symbols.push(symbol);
            }
        }
        symbols
    }
}
