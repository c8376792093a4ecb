/** The page's words in English. A value is a sentence, or a function from details to one. */
import { calculation } from './en-calculation.js';
import { compare } from './en-compare.js';
import { ends } from './en-ends.js';
import { exporting } from './en-export.js';
import { figures } from './en-figures.js';
import { mechanism } from './en-mechanism.js';
import { typing } from './en-typing.js';

export const en = {
  ...compare,
  ...exporting,
  ...figures,
  ...mechanism,
  'page.tagline': 'watch a network translate, word by word',
  'page.lead': 'Type a short French or Korean sentence, press ▶, and watch a neural network turn it into English, one word at a time.',
  'page.skip': 'Skip to the translation',
  'page.purpose': 'The networks are small and made for short, everyday sentences.',
  'page.local': 'Everything runs in your browser: your sentence never leaves it.',
  'page.broken': 'A part of this page did not arrive: the network may be away, or the page may have been renewed meanwhile.',
  'page.tour': 'Tour',
  'page.what': 'What is this?',
  'page.help': 'Keyboard help (?)',
  'page.about': 'About, credits, how to cite',
  'page.printed': (/** @type {{ date: string }} */ { date }) => `seq2see, ${date}:`,
  'language.other': '한국어',
  'language.switch': 'Show this page in Korean',
  'theme.auto': 'Colours: as the system. Switch to light',
  'theme.light': 'Colours: light. Switch to dark',
  'theme.dark': 'Colours: dark. Switch to those of the system',

  'source.label': 'Your sentence, in French or Korean',
  'source.placeholder': 'Type a short, everyday sentence in French or Korean',
  'source.fr': 'French, detected',
  'source.ko': 'Korean, detected',
  'source.fr?': 'probably French',
  'source.ko?': 'probably Korean',
  'source.en': 'This looks like English',
  'source.other': 'Neither French nor Korean, it seems',
  'source.none': 'French or Korean',
  'source.clear': 'Clear the sentence',
  'source.counter': (/** @type {{ len: number, limit: number }} */ { len, limit }) => `${len} of ${limit} tokens`,
  'source.readAs': 'Read as',
  'source.unread': 'Not read, for the vocabulary has no such symbol:',
  'source.sentences': 'Sentences of the text',
  'source.sentencesWhy': 'One sentence is translated at a time:',
  'source.try': 'Sentences to try',
  'source.more': 'more examples',
  'examples.fr': 'French',
  'examples.ko': 'Korean',

  'translation.label': 'English',
  'translation.words': 'English translation. Arrow keys choose a word',
  'translation.hint': 'The translation appears here as you type.',
  'translation.doubt': 'unsure',
  'translation.doubtWhy': (/** @type {{ p: string }} */ { p }) =>
    `The network is not sure of this one: the pieces it chose have a mean probability of ${p}. It does best with short, everyday sentences.`,
  'translation.option': (/** @type {{ word: string, p: string }} */ { word, p }) => `${word}, probability ${p}`,
  'translation.held': (/** @type {{ word: string, p: string }} */ { word, p }) => `${word}, held by you, probability ${p}`,
  'translation.done': (/** @type {{ text: string }} */ { text }) => `Translation: ${text}`,
  'translation.loading': 'Loading…',
  'translation.running': 'Translating…',

  'backend.label': 'Where the network runs',
  'backend.auto': 'Automatic',
  'backend.cpu': 'CPU',
  'backend.gpu': 'WebGPU',
  'backend.perToken': (/** @type {{ ms: string }} */ { ms }) => `${ms} ms per token`,
  'gpu.checking': 'looking for an adapter',
  'gpu.building': 'is being built',
  'gpu.loading': 'is being made ready',
  'gpu.ready': 'ready',
  'gpu.software': 'ready, in software: slower than the CPU',
  'gpu.none': 'not available here',
  'gpu.lost': 'device lost',

  'candidates.title': (/** @type {{ word: string }} */ { word }) => `Candidates for “${word}”`,
  'candidates.empty': 'Candidates',
  'candidates.sub': (/** @type {{ step: number, of: number }} */ { step, of }) => `output word ${step} of ${of}`,
  'candidates.choose': (/** @type {{ word: string }} */ { word }) => `What if it were “${word}”? Translate on from there`,
  'candidates.try': 'Choose another word, and the network goes on from there.',
  'candidates.yours': (/** @type {{ word: string, best: string }} */ { word, best }) =>
    `You chose “${word}”; the network itself held “${best}” for the best.`,
  'candidates.rest': 'all others',
  'candidates.chosen': 'chosen',

  'whatif.changes': 'What you changed',
  'whatif.undo': 'Undo',
  'whatif.reset': 'Reset',
  'whatif.before': 'before',
  'whatif.now': 'now',
  'whatif.sameText': 'The translation stays the same.',
  'whatif.remove': (/** @type {{ change: string }} */ { change }) => `Take back: ${change}`,
  'whatif.hidden': (/** @type {{ word: string }} */ { word }) => `“${word}” hidden`,
  'whatif.row': (/** @type {{ word: string }} */ { word }) => `attention of “${word}” set`,
  'whatif.instead': (/** @type {{ word: string, best: string }} */ { word, best }) => `“${word}” instead of “${best}”`,
  'whatif.held': (/** @type {{ word: string }} */ { word }) => `“${word}” held`,
  'whatif.step': (/** @type {{ step: number }} */ { step }) => `step ${step}`,
  'whatif.heldWhy': 'Held: the network goes on from here',
  'whatif.hide': (/** @type {{ word: string }} */ { word }) => `Hide “${word}” from the network`,
  'whatif.show': (/** @type {{ word: string }} */ { word }) => `Show “${word}” again`,
  'whatif.last': 'One word has to stay in sight',
  'whatif.keys.hide': 'Above the first row are the words read: Enter hides one.',
  'whatif.keys.set': 'Plus and minus set a weight.',
  'whatif.line.recurrent':
    'What if? Drag a cell up or down to set its weight (a finger holds it first), or press a word above to hide it: the network translates anew.',
  'whatif.line.selfAttention': 'What if? Press a word above to hide it: the network translates anew.',
  'whatif.try.recurrent':
    'Try: drag a cell up or down to set its weight; press a word above to hide it: neither encoder nor attention reads it then.',
  'whatif.try.selfAttention':
    'Try: press a word above to hide it from encoder and decoder. Weights cannot be set here: they lie in many layers and heads.',
  'search.label': 'Search',
  'search.greedy': 'greedy',
  'search.beam': (/** @type {{ n: number }} */ { n }) => `beam of ${n}`,
  'search.penaltyLabel': 'Length penalty',
  'search.penalty': (/** @type {{ value: number }} */ { value }) => `length penalty ${value}`,
  'beam.title': 'Beam search',
  'beam.sub': (/** @type {{ n: number }} */ { n }) => `the ${n} most probable beginnings go on at every step`,
  'beam.keys': 'Tree of the beam search. Arrow keys move from hypothesis to hypothesis; the table below holds the same numbers.',
  'beam.score': (/** @type {{ penalty: number }} */ { penalty }) =>
    `under each word its score: log P${penalty ? ` / ((5 + length) / 6)${power(penalty)}` : ', as there is no length penalty'}; of the finished, the highest wins`,
  'beam.numbers': (/** @type {{ token: string, p: string, sum: string, score: string }} */ { token, p, sum, score }) =>
    `P(${token}) ${p} · log P ${sum} · score ${score}`,
  'beam.table': 'The hypotheses kept at every step of the beam search',
  'beam.step': 'step',
  'beam.rank': 'place',
  'beam.text': 'hypothesis',
  'beam.token': 'last token',
  'beam.logProb': 'log p of the token',
  'beam.sum': 'log P',
  'beam.scoreName': 'score',
  'beam.fate': 'what became of it',
  'beam.fate.best': 'the translation',
  'beam.fate.finished': 'finished, not the best',
  'beam.fate.dropped': 'dropped',
  'beam.fate.kept': 'went on',
  'help.title': 'How to read this',
  'help.rows':
    'Each row belongs to the word made at that step: its decoder state asks (the query), the source words answer. A row sums to 1.',
  'help.final.recurrent':
    'Weight often gathers on ⟨eos⟩ or the full stop: a row must spend all its weight, and where no single word helps, the final states, which have read the whole sentence, are a safe place.',
  'help.final.selfAttention':
    'Weight often gathers on ⟨eos⟩ or the full stop: a row must spend all its weight, and where a head has nothing to look for, the final tokens are a place to rest.',
  'help.explanation':
    'Attention shows where the network looked, not by itself why it chose a word. Hide a word or set a weight, and see whether the translation really depends on it.',
  'help.keys':
    'By keyboard: arrow keys move through the cells; up from the first row are the words, where Enter hides one; where weights can be set, + and − set them.',
  'help.context':
    'A cell is one number of the vector, the stronger the further from zero. Single cells have no meaning of their own; the vector as a whole does.',
  'help.contextWhatIf':
    'There is no attention here, so no word can be hidden from it and no weight set. Another candidate word can be chosen.',
  ...calculation,

  'hood.title': 'Under the hood',
  'hood.backend': 'runs on',
  'hood.adapter': 'adapter',
  'hood.cpu': 'wasm, one thread',
  'hood.time': 'per token',
  'hood.other': 'elsewhere',
  'hood.ms': (/** @type {{ ms: string }} */ { ms }) => `${ms} ms`,
  'hood.dispatches': 'dispatches',
  'hood.readbacks': 'readbacks',
  'hood.each': (/** @type {{ n: string }} */ { n }) => `${n} per token`,
  'hood.pipelines': 'new pipelines',
  'hood.gpu': 'WebGPU',

  'message.close': 'Close',
  'message.anyway': 'Translate it anyway',
  'progress.weights': (/** @type {{ percent: number }} */ { percent }) => `Loading the network… ${percent} %`,
  'error.language-en': 'This page reads French and Korean, and writes English. Try one of these, or a sentence of your own:',
  'error.language-other': 'This page reads French and Korean so far, and writes English. Try one of these, or a sentence of your own:',
  'error.too-long': (/** @type {{ len?: number, limit?: number }} */ { len, limit }) =>
    len
      ? `That sentence is ${len} tokens long; the networks read at most ${limit ?? 64}. A shorter one will do.`
      : 'That sentence is longer than the networks can read. A shorter one will do.',
  'error.nothing-known': 'The networks know none of these symbols. Words in French or Korean will do:',
  'error.nearest': 'You can ask it for',
  'error.no-such-model': 'This network is not there. Another mechanism will do.',
  'error.option': 'The networks cannot run with this setting.',
  'error.weights': 'The weights of this network could not be read. Another mechanism, or loading the page again, may help.',
  'error.config': 'The description of this network could not be read. Another mechanism, or loading the page again, may help.',
  'error.tokenizer': 'The vocabulary could not be read. Loading the page again may help.',
  'error.network': 'A file of the networks did not arrive. Is there a connection? Your sentence is kept.',
  'error.device': 'The device could not finish the translation. Your sentence is kept; the CPU may do better.',
  'error.gpu-none': 'There is no WebGPU adapter here that can be used, so the CPU goes on.',
  'error.gpu-lost': 'The graphics device stopped answering. The CPU goes on with your sentence.',
  'error.internal': 'Something went wrong inside the page. Your sentence is kept; loading the page again may help.',
  'error.retry': 'Try again',

  ...ends,
  ...typing,
};

/** An exponent as it is written. @param {number} n */
const power = (n) => (n === 1 ? '' : `^${n}`);

/**
 * @typedef {typeof en} First those of the first screen, which are there from the beginning
 * @typedef {First & typeof import('./en-inside.js').inside & typeof import('./en-transformer.js').transformer} Messages with those that
 *   figures bring along
 */
