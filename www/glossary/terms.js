/**
 * The terms of the field that the page uses, each with its formula and the paper that wrote it so. What they mean is
 * said in `en.js` and `ko.js`; which words of the page lead here, in `forms.js`.
 *
 * @typedef {{ name: string, text: string }} Words a term and what it means, in one language
 * @typedef {{ tex?: string, paper: keyof typeof PAPERS, where: string }} Term `where`: the equation or section of the paper
 */

const arxiv = (/** @type {string} */ id) => `https://arxiv.org/abs/${id}`;
const doi = (/** @type {string} */ id) => `https://doi.org/${id}`;

export const PAPERS = {
  elman: { name: 'Elman 1990', url: doi('10.1207/s15516709cog1402_1') },
  williams: { name: 'Williams & Zipser 1989', url: doi('10.1162/neco.1989.1.2.270') },
  hochreiter: { name: 'Hochreiter & Schmidhuber 1997', url: doi('10.1162/neco.1997.9.8.1735') },
  schuster: { name: 'Schuster & Paliwal 1997', url: doi('10.1109/78.650093') },
  gers: { name: 'Gers et al. 2000', url: doi('10.1162/089976600300015015') },
  bengio: { name: 'Bengio et al. 2003', url: 'https://www.jmlr.org/papers/v3/bengio03a.html' },
  cho: { name: 'Cho et al. 2014', url: arxiv('1406.1078') },
  sutskever: { name: 'Sutskever et al. 2014', url: arxiv('1409.3215') },
  bahdanau: { name: 'Bahdanau et al. 2015', url: arxiv('1409.0473') },
  luong: { name: 'Luong et al. 2015', url: arxiv('1508.04025') },
  sennrich: { name: 'Sennrich et al. 2016', url: arxiv('1508.07909') },
  he: { name: 'He et al. 2016', url: arxiv('1512.03385') },
  ba: { name: 'Ba et al. 2016', url: arxiv('1607.06450') },
  vaswani: { name: 'Vaswani et al. 2017', url: arxiv('1706.03762') },
};

const enc = (/** @type {string} */ tex) => `\\htmlClass{enc}{${tex}}`;
const dec = (/** @type {string} */ tex) => `\\htmlClass{dec}{${tex}}`;
const att = (/** @type {string} */ tex) => `\\htmlClass{att}{${tex}}`;

/** In the order in which they are best read. @type {Record<string, Term>} */
export const TERMS = {
  token: { paper: 'sennrich', where: '§3.2' },
  embedding: { tex: `${enc('x_j')} = E\\,w_j`, paper: 'bengio', where: '§2' },
  rnn: { tex: `${enc('h_t')} = \\tanh(W x_t + U ${enc('h_{t-1}')})`, paper: 'elman', where: 'fig. 2' },
  'hidden-state': { tex: `${enc('h_t')} = f(${enc('h_{t-1}')}, x_t)`, paper: 'cho', where: 'eq. 1' },
  gate: { tex: '\\sigma(Wx_t + Uh_{t-1}) \\in (0, 1)', paper: 'hochreiter', where: '§4' },
  lstm: { tex: `${dec('m_t')} = f_t \\odot ${dec('m_{t-1}')} + i_t \\odot g_t`, paper: 'gers', where: '§3' },
  gru: { tex: `${dec('h_t')} = z_t \\odot ${dec('h_{t-1}')} + (1 - z_t) \\odot \\tilde{h}_t`, paper: 'cho', where: 'eq. 7' },
  bidirectional: {
    tex: `${enc('h_j')} = [${enc('\\overrightarrow{h}_j')}; ${enc('\\overleftarrow{h}_j')}]`,
    paper: 'schuster',
    where: '§II',
  },
  'sequence-to-sequence': { tex: `p(y \\mid x) = \\prod_i p(y_i \\mid y_{<i}, x)`, paper: 'sutskever', where: 'eq. 1' },
  encoder: { tex: `${enc('h_1, \\dots, h_{T_x}')}`, paper: 'cho', where: '§2.2' },
  decoder: { tex: `${dec('s_i')} = f(${dec('s_{i-1}')}, y_{i-1}, ${att('c_i')})`, paper: 'bahdanau', where: '§3.1' },
  'context-vector': {
    tex: `${att('c_i')} = \\textstyle\\sum_j ${att('\\alpha_{ij}')}\\, ${enc('h_j')}`,
    paper: 'bahdanau',
    where: 'eq. 5',
  },
  bottleneck: { tex: `${enc('c')} = ${enc('h_{T_x}')}`, paper: 'bahdanau', where: '§1' },
  attention: { tex: `${att('e_{ij}')} \\to ${att('\\alpha_{ij}')} \\to ${att('c_i')}`, paper: 'bahdanau', where: '§3.1' },
  'attention-score': { tex: `${att('e_{ij}')} = a(${dec('s_{i-1}')}, ${enc('h_j')})`, paper: 'bahdanau', where: 'eq. 6' },
  softmax: { tex: '\\operatorname{softmax}(e)_j = \\exp e_j / \\textstyle\\sum_k \\exp e_k', paper: 'bahdanau', where: 'eq. 6' },
  'attention-weight': { tex: `${att('\\alpha_{ij}')} = \\operatorname{softmax}_j(${att('e_{ij}')})`, paper: 'bahdanau', where: 'eq. 6' },
  alignment: { tex: `${att('\\alpha_{ij}')}`, paper: 'bahdanau', where: '§5.2.1' },
  'additive-attention': {
    tex: `${att('e_{ij}')} = v_a^\\top \\tanh(W_a ${dec('s_{i-1}')} + U_a ${enc('h_j')})`,
    paper: 'bahdanau',
    where: 'A.1.2',
  },
  'dot-attention': { tex: `${dec('h_t')}^\\top ${enc('\\bar{h}_s')}`, paper: 'luong', where: 'eq. 8' },
  'general-attention': { tex: `${dec('h_t')}^\\top W_a ${enc('\\bar{h}_s')}`, paper: 'luong', where: 'eq. 8' },
  'concat-attention': { tex: `v_a^\\top \\tanh(W_a [${dec('h_t')}; ${enc('\\bar{h}_s')}])`, paper: 'luong', where: 'eq. 8' },
  transformer: { paper: 'vaswani', where: '§3' },
  'query-key-value': { tex: `${att('\\operatorname{softmax}\\left(QK^\\top / \\sqrt{d_k}\\right)')}V`, paper: 'vaswani', where: 'eq. 1' },
  'self-attention': { tex: 'Q = XW^Q,\\; K = XW^K,\\; V = XW^V', paper: 'vaswani', where: '§3.2.3' },
  'masked-self-attention': { tex: `${att('\\alpha_{ij}')} = 0 \\text{ for } j > i`, paper: 'vaswani', where: '§3.2.3' },
  'cross-attention': { tex: `Q = ${dec('Y')}W^Q,\\; K = ${enc('H')}W^K,\\; V = ${enc('H')}W^V`, paper: 'vaswani', where: '§3.2.3' },
  'multi-head': { tex: '[\\text{head}_1; \\dots; \\text{head}_h]\\, W^O', paper: 'vaswani', where: '§3.2.2' },
  'positional-encoding': { tex: '\\sin(pos / 10000^{2i/d}),\\; \\cos(pos / 10000^{2i/d})', paper: 'vaswani', where: '§3.5' },
  'residual-connection': { tex: 'x + F(x)', paper: 'he', where: 'eq. 1' },
  'layer-normalisation': { tex: 'g \\odot (x - \\mu) / \\sigma + b', paper: 'ba', where: 'eq. 3–4' },
  'feed-forward': { tex: '\\max(0, xW_1 + b_1)\\, W_2 + b_2', paper: 'vaswani', where: 'eq. 2' },
  'log-probability': { tex: '\\log P = \\textstyle\\sum_i \\log p(y_i \\mid y_{<i}, x)', paper: 'sutskever', where: '§3.2' },
  greedy: { tex: '\\hat{y}_i = \\arg\\max_y p(y \\mid \\hat{y}_{<i}, x)', paper: 'cho', where: '§2.2' },
  'beam-search': { paper: 'sutskever', where: '§3.2' },
  'teacher-forcing': { tex: 'p(y_i \\mid y_1, \\dots, y_{i-1}, x)', paper: 'williams', where: '§2' },
};
