/** What is said of a text that tells no language, and of the sentences typed before. */
export const typing = {
  'source.taught': 'what your network was taught',
  'source.untold': 'language not recognised',
  'translation.untold': 'Nothing here tells which language this is. It was read as French, so the translation is a guess.',
  'translation.empty': 'The network wrote nothing: it ended the sentence at once.',
  'recent.title': 'recent',
  'recent.group': 'Sentences of before',
  'recent.local': 'Kept in this browser only.',
  'recent.forget': 'Forget all',
};
