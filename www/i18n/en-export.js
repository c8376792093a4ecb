/** English words of what leaves the page: saved figures, the printed sheet. */
export const exporting = {
  'save.flow-svg': 'Flow, SVG',
  'save.flow-png': 'Flow, PNG',
  'save.beam-svg': 'Beam tree, SVG',
  'save.beam-png': 'Beam tree, PNG',
};
