/** A logarithmic axis of one decade. */

/** The least that it shows. */
const FLOOR = 0.1;

/** Where a share lies on the axis, from 0 to 1. @param {number} share */
export const onAxis = (share) => Math.max(0, 1 - Math.log10(Math.max(FLOOR, share)) / Math.log10(FLOOR));
