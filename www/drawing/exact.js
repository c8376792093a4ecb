/** All that a float32 holds, which is what the networks compute with: nine significant digits. @param {number} weight */
export const exact = (weight) => String(Number(weight.toPrecision(9)));
