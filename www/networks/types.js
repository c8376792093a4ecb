/**
 * The records that cross from the networks to the page, as JSDoc types: those of
 * `crates/core/src/trace.rs` in camelCase; and the run that the page makes of them.
 *
 * @typedef {{ rows: number, cols: number, data: Float32Array }} Matrix row-major table of numbers
 *
 * @typedef {object} SourceToken a token of the source
 * @property {number} id
 * @property {string} piece as the vocabulary has it, `▁` before a word; `</s>` at the end
 * @property {string} text the part of the sentence it stands for
 * @property {number} word which word of the sentence it belongs to, from 0
 * @property {boolean} unknown whether the vocabulary lacks it
 *
 * @typedef {object} EncoderTrace the encoder's own part; which fields are there depends on `kind`
 * @property {'recurrent'|'selfAttention'|'none'} kind `none`: a network that writes as it reads has no encoder
 * @property {Matrix} [forward] `[src_len, d]`: a recurrent encoder's states, rows as `tokens`
 * @property {Matrix|null} [backward] `[src_len, d]`: those of its other direction, where there is one
 * @property {Matrix} [lastState] `[1, d_hidden]`: a recurrent encoder's last state, of both directions, or the context given in its place
 * @property {Matrix} [firstState] `[1, d_hidden]`: what a recurrent decoder starts from
 * @property {number} [layers] of a Transformer
 * @property {number} [heads] of a layer
 * @property {Matrix} [weights] `[layers × heads × src_len, src_len]`: self-attention, query rows of head 0 of layer 0 first
 * @property {Matrix} [states] `[src_len, d_model]`: what a Transformer's encoder hands over
 *
 * @typedef {object} Fold a part of the source that is read otherwise than it was typed
 * @property {'apostrophe'|'quote'|'hyphen'|'mark'|'fullWidth'|'ligature'|'space'|'letter'|'capitals'|'run'} kind why
 * @property {string} from as it was typed
 * @property {string} to as it is read
 * @property {boolean} told whether a reader would see the difference
 *
 * @typedef {object} SourceTrace
 * @property {string|null} readAs what the sentence was read as, where a reader would see that it is not what was typed
 * @property {Fold[]} folds where the reading differs from what was typed
 * @property {SourceToken[]} tokens in the order of the text, `</s>` last
 * @property {number[]} readingOrder
 * @property {EncoderTrace} encoder
 *
 * @typedef {{ id: number, piece: string, logProb: number }} Candidate a piece that could come next
 *
 * @typedef {object} AttentionTrace the attention of one step over the source
 * @property {number} layers
 * @property {number} heads
 * @property {Matrix} scores `[layers × heads, src_len]` before the softmax; scaled, for the Transformer
 * @property {Matrix} weights `[layers × heads, src_len]`, rows sum to 1, but those of `local-p`
 * @property {Matrix|null} [selfWeights] `[layers × heads, position + 1]`: the decoder's attention to its own input
 * @property {number|null} [position] the middle of the window looked at, a place in the order of reading, from 0; where there is one (`local-m`, `local-p`)
 * @property {ArrayLike<number>} row `src_len` numbers, whose sum is that of a row of `weights`: the row to draw
 *
 * @typedef {object} Step one target token and how it came about
 * @property {number} position from 0
 * @property {number} [inputId] the token that was read at this step: `<s>`, or the one made before; of the source, where a network writes as it reads
 * @property {number} id
 * @property {string} piece `</s>` at the end
 * @property {number} logProb natural logarithm of its probability
 * @property {Candidate[]} candidates best first
 * @property {AttentionTrace|null|undefined} attention where the mechanism has one
 * @property {ArrayLike<number>} hidden the decoder's state after the step
 * @property {ArrayLike<number>|null|undefined} context what was read of the source, where the mechanism reads something at this step
 * @property {string} text the English so far, detokenized
 * @property {string} [added] what this step added at the end of `text`, with the space before a word; a gap alone adds a space, `</s>` nothing
 * @property {boolean} done
 * @property {Ended|null} [ended] why the translation is complete, where it is
 *
 * @typedef {'eos'|'length'|'repeats'|'source'} Ended `</s>` was made; cut at the longest length; cut where the network went
 *   round in circles; or a network that writes as it reads has read the source
 *
 * @typedef {object} ScoredText a sentence of the target, as probable as the network of a run holds it
 * @property {ScoredToken[]} tokens `</s>` last
 * @property {number} logProb natural logarithm of its probability: the sum of its tokens'
 *
 * @typedef {object} ScoredToken
 * @property {number} id
 * @property {string} piece as the vocabulary has it
 * @property {string} added what it adds to the text, with the space before a word
 * @property {number} logProb natural logarithm of its probability after the tokens before it
 * @property {number} rank its place among all pieces that could come next, from 1, the most probable
 *
 * @typedef {object} BeamNode a hypothesis that a beam search kept: its last token, and what came before
 * @property {number|null} parent index in the step before of the hypothesis that it goes on from; null at the first step
 * @property {number} id
 * @property {string} piece
 * @property {number} logProb natural logarithm of the token's probability
 * @property {number} sum of these from the first token on
 * @property {number} score the sum over the length penalty: by this the finished are compared
 * @property {boolean} finished whether it ended with this token
 *
 * @typedef {object} BeamTrace what a beam search did
 * @property {BeamNode[][]} steps for every step the hypotheses kept, most probable first
 * @property {number[]} best for every token of the translation its node, as an index into that step
 *
 * @typedef {object} Run a translation as far as it has come: what the page draws
 * @property {string} text the sentence it belongs to
 * @property {string} mechanism the checkpoint's name
 * @property {import('./mechanism.js').Mechanism} network what it is
 * @property {import('../state/options.js').Options} options that it was made with
 * @property {SourceTrace} source
 * @property {BeamTrace|null} beam what the beam search did; null where the translation is greedy
 * @property {Step[]} steps
 * @property {import('./client.js').Hood|null} hood there when it is complete
 * @property {(position: number, part: Part) => Promise<Operands>} inspect the operands of one computation, those of
 *   `crates/core/src/inspect`; rejects once a newer sentence has taken the run's place
 *
 * @property {import('./client.js').Score} score how probable the network holds a target that is given
 *
 * @typedef {{ kind: string, layer?: number, head?: number, position?: number, direction?: 'forward'|'backward', side?: 'source'|'target', id?: number }} Part
 *   such as `{ kind: 'gates' }`
 * @typedef {Record<string, Matrix>} Operands by name
 *
 * @typedef {object} Interventions what of a run's computation is set or switched off (`crates/core/src/interventions.rs`); all of it can be left out
 * @property {number[]|null} [context] `d_hidden` numbers in place of a recurrent encoder's last state (`lastState`)
 * @property {{ side: 'source'|'target', gate: 'reset'|'update'|'input_gate'|'forget_gate'|'output_gate', value: number, position?: number|null }[]} [gates]
 *   gates held at a value from 0 to 1, at a token of the source or at a step; everywhere without a position
 * @property {{ kind: 'computed' } | { kind: 'uniform' } | { kind: 'permuted', order: number[] }} [weights] of a recurrent decoder's attention;
 *   `order`: for every token whose weight it gets
 * @property {boolean} [positions] whether a Transformer knows where its tokens stand
 * @property {boolean} [causalMask] whether no token of its decoder sees a later one
 * @property {{ part: 'encoderSelfAttention'|'selfAttention'|'crossAttention', layer: number, head: number }[]} [headsOff]
 * @property {{ part: 'encoderSelfAttention'|'encoderFeedForward'|'selfAttention'|'crossAttention'|'feedForward', layer: number }[]} [residualsOff]
 * @property {number} [temperature] by what logits are divided before the softmax, from 0.01 to 100
 */
export {};
