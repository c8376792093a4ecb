/** What the networks and their groups are called, in Korean. */

/** @type {typeof import('./en-mechanism.js').mechanism} */
export const mechanism = {
  'mechanism.label': '메커니즘',
  'mechanism.wordByWord': '단어별',
  'mechanism.encoderDecoder': '인코더–디코더, 컨텍스트 벡터 하나',
  'mechanism.encoderDecoderShort': '인코더–디코더',
  'mechanism.additiveGroup': '덧셈 어텐션(additive)',
  'mechanism.multiplicative': '곱셈·연결(concat) 어텐션',
  'mechanism.selfAttention': '셀프 어텐션',
  'mechanism.bahdanau': '바다나우',
  'mechanism.luong': '루옹',
  'mechanism.elman': '엘만',
  'mechanism.seq2seq': 'seq2seq',
  'mechanism.reversed': '역순 입력',
  'mechanism.withAside': ({ label, aside }) => `${label} (${aside})`,
  'mechanism.own': '각각 따로 학습한 신경망입니다. 한 어텐션 스코어 함수로 학습한 가중치는 다른 함수로 읽을 수 없습니다.',
  'mechanism.rnn': '입력 단어마다 출력 단어 하나. 인코더와 디코더가 없습니다 (Elman 1990).',
  'mechanism.seq2seq-rnn': '인코더가 문장 전체를 컨텍스트 벡터 하나에 담습니다. 셀은 tanh RNN입니다 (Cho et al. 2014).',
  'mechanism.seq2seq-gru': '인코더가 문장 전체를 컨텍스트 벡터 하나에 담습니다. 셀은 GRU입니다 (Cho et al. 2014).',
  'mechanism.seq2seq-lstm': '디코더는 LSTM의 마지막 상태만 받습니다 (Sutskever et al. 2014).',
  'mechanism.seq2seq-lstm-reversed': '같은 구조이며 입력 문장을 역순으로 읽습니다 (Sutskever et al. 2014, §3.3).',
  'mechanism.additive': '영어 단어를 만들 때마다 입력 단어를 모두 돌아봅니다 (Bahdanau et al. 2015).',
  'mechanism.dot': '어텐션 스코어는 두 은닉 상태의 내적입니다 (Luong et al. 2015, 입력 피딩 없음).',
  'mechanism.general': '두 은닉 상태 사이에 행렬을 둡니다 (Luong et al. 2015, 입력 피딩 없음).',
  'mechanism.concat': '두 은닉 상태를 이어 작은 층에 넣습니다 (Luong et al. 2015, 입력 피딩 없음).',
  'mechanism.transformer': '순환이 없습니다. 단어가 여러 헤드에서 단어를 봅니다 (Vaswani et al. 2017).',
};
