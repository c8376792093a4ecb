/** Rows and columns of the networks' matrices. @typedef {import('../networks/types.js').Matrix} Matrix */

/** One row, without a copy. @param {Matrix} matrix @param {number} row @returns {Float32Array} */
export const rowOf = ({ data, cols }, row) => data.subarray(row * cols, (row + 1) * cols);

/** One column. @param {Matrix} matrix @param {number} col */
export const columnOf = ({ data, rows, cols }, col) => Float32Array.from({ length: rows }, (_, row) => data[row * cols + col]);
