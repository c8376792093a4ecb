/**
 * By which words of the page the terms are known, longest first where one lies in another. Only those that stand in
 * texts marked with `withTerms`; the glossary itself has more.
 */

/** @type {Record<'en'|'ko', readonly (readonly [string, string])[]>} */
export const FORMS = {
  en: [
    ['masked self-attention', 'masked-self-attention'],
    ['self-attention', 'self-attention'],
    ['encoder–decoder attention', 'cross-attention'],
    ['additive attention', 'additive-attention'],
    ['attention', 'attention'],
    ['context vector', 'context-vector'],
    ['bottleneck', 'bottleneck'],
    ['hidden state', 'hidden-state'],
    ['seq2seq', 'sequence-to-sequence'],
    ['encoder', 'encoder'],
    ['decoder', 'decoder'],
    ['alignment', 'alignment'],
    ['weight α', 'attention-weight'],
    ['softmax', 'softmax'],
    ['head', 'multi-head'],
    ['token', 'token'],
    ['Transformer', 'transformer'],
    ['LSTM', 'lstm'],
    ['GRU', 'gru'],
    ['RNN', 'rnn'],
  ],
  ko: [
    ['마스크드 셀프 어텐션', 'masked-self-attention'],
    ['셀프 어텐션', 'self-attention'],
    ['인코더–디코더 어텐션', 'cross-attention'],
    ['덧셈 어텐션', 'additive-attention'],
    ['어텐션 스코어', 'attention-score'],
    ['어텐션', 'attention'],
    ['컨텍스트 벡터', 'context-vector'],
    ['병목', 'bottleneck'],
    ['은닉 상태', 'hidden-state'],
    ['seq2seq', 'sequence-to-sequence'],
    ['인코더', 'encoder'],
    ['디코더', 'decoder'],
    ['정렬', 'alignment'],
    ['가중치 α', 'attention-weight'],
    ['소프트맥스', 'softmax'],
    ['헤드', 'multi-head'],
    ['토큰', 'token'],
    ['Transformer', 'transformer'],
    ['LSTM', 'lstm'],
    ['GRU', 'gru'],
    ['RNN', 'rnn'],
  ],
};
