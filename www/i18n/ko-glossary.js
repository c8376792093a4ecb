/** The words around the glossary, in Korean; fetched with it. @type {typeof import('./en-glossary.js').glossaryEn} */
export const glossaryKo = {
  all: '용어 모두 보기',
  search: '용어 찾기',
  count: ({ n }) => `용어 ${n}개`,
};
