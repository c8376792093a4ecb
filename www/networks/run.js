/** A run, as it is when a network has read its sentence: before its first step. */

/**
 * @typedef {import('./types.js').Run} Run
 * @param {Pick<Run, 'text'|'mechanism'|'options'>} request @param {import('./client.js').StartEvent} event @returns {Run}
 */
export const begunRun = (request, { network, source, beam, inspect, score }) => ({
  ...request,
  network,
  source,
  beam,
  steps: [],
  hood: null,
  inspect: async (position, part) => {
    const { operands } = await inspect(position, part);
    return Object.fromEntries(operands.map(({ name, value }) => [name, value]));
  },
  score,
});
