/** Korean words of what leaves the page: saved figures, the printed sheet. */
export const exporting = {
  'save.flow-svg': '흐름 SVG',
  'save.flow-png': '흐름 PNG',
  'save.beam-svg': '빔 트리 SVG',
  'save.beam-png': '빔 트리 PNG',
};
