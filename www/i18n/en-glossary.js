/** The words around the glossary, in English; fetched with it. */
export const glossaryEn = {
  all: 'All terms',
  search: 'Search the terms',
  count: (/** @type {{ n: number }} */ { n }) => (n === 1 ? '1 term' : `${n} terms`),
};
