/** The formula of each step, as KaTeX sets it, in the paper's letters; what a network's sizes are stands in the figures. */
const { raw } = String;

/** @type {Record<string, string>} */
export const TEX = {
  // Vaswani et al. 2017, §3.4 and §3.5.
  embed: raw`\begin{aligned}\htmlClass{enc}{x_{pos}} &= \sqrt{d}\;E[w_{pos}] + PE_{pos}\\[4pt] PE_{pos,\,2i} &= \sin\frac{pos}{10000^{2i/d}}\qquad PE_{pos,\,2i+1} = \cos\frac{pos}{10000^{2i/d}}\end{aligned}`,
  // §3.2.2.
  project: raw`\begin{aligned}\htmlClass{enc}{q_i} &= W_Q\,\htmlClass{enc}{x_i} + b_Q\\ \htmlClass{enc}{k_j} &= W_K\,\htmlClass{enc}{x_j} + b_K\\ \htmlClass{enc}{v_j} &= W_V\,\htmlClass{enc}{x_j} + b_V\end{aligned}`,
  // Eq. 1.
  attend: raw`\mathrm{Attention}(\htmlClass{enc}{Q}, \htmlClass{enc}{K}, \htmlClass{enc}{V}) = \htmlClass{att}{\mathrm{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)}\htmlClass{enc}{V}`,
  // §3.2.2.
  concat: raw`\mathrm{MultiHead} = [\,\htmlClass{att}{\mathrm{head}_1}; \dots; \htmlClass{att}{\mathrm{head}_h}\,]\,W_O + b_O`,
  // §3.1.
  norm: raw`\begin{gathered}\mathrm{LayerNorm}\big(\htmlClass{enc}{x} + \mathrm{Attention}(\htmlClass{enc}{x})\big)\\[4pt] \mathrm{LayerNorm}(a) = g \odot \frac{a - \mu}{\sqrt{\sigma^2 + \epsilon}} + b\end{gathered}`,
  // Eq. 2.
  feed: raw`\mathrm{FFN}(\htmlClass{enc}{x}) = W_2\,\htmlClass{att}{\max(0,\; W_1 x + b_1)} + b_2`,
  // §3.2.3.
  causal: raw`\htmlClass{att}{\mathrm{softmax}\!\left(\frac{\htmlClass{dec}{Q}\htmlClass{dec}{K}^\top}{\sqrt{d_k}} + M\right)}\htmlClass{dec}{V} \quad M_{ij} = \begin{cases} 0 & j \le i \\ -\infty & j > i \end{cases}`,
  cross: raw`\begin{gathered}\htmlClass{att}{\mathrm{softmax}\!\left(\frac{\htmlClass{dec}{Q}\,\htmlClass{enc}{K}^\top}{\sqrt{d_k}}\right)}\htmlClass{enc}{V}\\[2pt] \htmlClass{dec}{Q} = W_Q\,\htmlClass{dec}{y}\qquad \htmlClass{enc}{K} = W_K\,\htmlClass{enc}{x}\qquad \htmlClass{enc}{V} = W_V\,\htmlClass{enc}{x}\end{gathered}`,
  // §3.4: the output shares the embedding's matrix.
  word: raw`z = E\,\htmlClass{dec}{y} + b \qquad p(w) = \frac{e^{z_w}}{\sum_{w'} e^{z_{w'}}}`,
};
