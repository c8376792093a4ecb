import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, arranged, compare, meanProbability, stopped, totalLogProb } from '../../www/state/comparison.js';
import { ClientError } from '../../www/networks/faults.js';

/** @typedef {import('../../www/state/comparison.js').Comparison} Comparison */

const REQUEST = { text: 'Oui.', options: { beamSize: 1 }, mechanisms: ['rnn', 'additive', 'transformer'] };

/** A client of paper: two steps for each mechanism. `fails`: the fault of a mechanism. */
function paper(/** @type {Record<string, Error>} */ fails = {}) {
  /** @type {any[]} */
  const asked = [];
  let running = 0;
  /** @returns {AsyncGenerator<any, void>} */
  async function* translate(/** @type {any} */ request) {
    asked.push(request);
    assert.equal((running += 1), 1, 'one request at a time');
    try {
      yield { type: 'loading' };
      if (fails[request.mechanism]) throw fails[request.mechanism];
      yield { type: 'start', source: { of: request.mechanism } };
      for (const logProb of [-1, -2]) {
        if (request.signal.aborted) throw new DOMException('', 'AbortError');
        yield { type: 'step', step: { logProb, text: `${request.mechanism} ${logProb}` } };
      }
      yield { type: 'done', hood: { msPerToken: request.mechanism.length } };
    } finally {
      running -= 1;
    }
  }
  return { asked, translate };
}

/** Runs a comparison; says what was told. @param {ReturnType<typeof paper>} client @param {AbortController} [abort] @param {(now: Comparison) => void} [seen] @param {Comparison|null} [before] */
async function run({ translate }, abort = new AbortController(), seen = () => {}, before = null) {
  /** @type {Comparison[]} */
  const told = [];
  const tell = (/** @type {Comparison} */ now) => (told.push(now), seen(now));
  await compare(REQUEST, { translate, tell, signal: abort.signal }, before);
  return told;
}

const statuses = (/** @type {Comparison|undefined} */ comparison) => comparison?.entries.map(({ status }) => status);

test('networks run one after another, in their order, with the same sentence and options', async () => {
  const client = paper();
  const told = await run(client);
  assert.deepEqual(
    client.asked.map(({ mechanism, text, options }) => [mechanism, text, options]),
    REQUEST.mechanisms.map((name) => [name, 'Oui.', REQUEST.options]),
  );
  assert.deepEqual(statuses(told[0]), ['waiting', 'waiting', 'waiting']);
  assert.deepEqual(statuses(told.at(-1)), ['done', 'done', 'done']);
  assert.ok(told.some((now) => String(statuses(now)) === 'done,running,waiting'));
  assert.deepEqual(
    told.map(({ running }) => running),
    [...told.slice(1).map(() => true), false],
  );
  const [entry] = told.at(-1)?.entries ?? [];
  assert.equal(totalLogProb(entry), -3);
  assert.equal(meanProbability(entry), Math.exp(-1.5));
});

test('one that fails says why, and the others go on', async () => {
  const told = await run(paper({ additive: new ClientError('weights', 'torn', { name: 'additive' }) }));
  assert.deepEqual(statuses(told.at(-1)), ['done', 'failed', 'done']);
  assert.deepEqual(told.at(-1)?.entries[1].fault, { code: 'weights', details: { name: 'additive' } });
});

test('a sentence that none can read ends the comparison', async () => {
  const client = paper({ rnn: new ClientError('too-long', 'too long', { len: 70, limit: 64 }) });
  await assert.rejects(run(client), { code: 'too-long' });
  assert.equal(client.asked.length, 1);
});

test('after it is cancelled nothing is told, no other network starts, and it can go on', async () => {
  const client = paper();
  const abort = new AbortController();
  const second = (/** @type {Comparison} */ { entries }) => entries[1].steps.length === 1;
  const told = await run(client, abort, (now) => second(now) && abort.abort());
  assert.ok(second(/** @type {Comparison} */ (told.at(-1))));
  const rest = stopped(/** @type {Comparison} */ (told.at(-1)));
  assert.deepEqual([statuses(rest), rest.running], [['done', 'stopped', 'stopped'], false]);
  assert.equal(rest.entries[1].steps.length, 0);
  assert.equal(answers(rest, REQUEST), false);
  const on = await run(client, new AbortController(), undefined, rest);
  assert.deepEqual(
    client.asked.map(({ mechanism }) => mechanism),
    ['rnn', 'additive', 'additive', 'transformer'],
  );
  assert.deepEqual(statuses(on.at(-1)), ['done', 'done', 'done']);
  assert.equal(on.at(-1)?.entries[0], rest.entries[0]);
});

test('a comparison answers the request that it was made for, and no other', async () => {
  const made = /** @type {Comparison} */ ((await run(paper())).at(-1));
  assert.equal(answers(made, { ...REQUEST, options: { beamSize: 1 } }), true);
  assert.equal(answers(made, { ...REQUEST, text: 'Non.' }), false);
  assert.equal(answers(made, { ...REQUEST, options: { beamSize: 4 } }), false);
  assert.equal(answers(made, { ...REQUEST, mechanisms: [...REQUEST.mechanisms, 'dot'] }), false);
  assert.equal(answers(null, REQUEST), false);
});

test('cards stand as asked, the pinned one first, those without numbers last', () => {
  /** @param {string} mechanism @param {number|null} msPerToken @param {number[]} logProbs @returns {any} */
  const entry = (mechanism, msPerToken, ...logProbs) => ({
    mechanism,
    hood: msPerToken === null ? null : { msPerToken },
    steps: logProbs.map((logProb) => ({ logProb })),
  });
  const entries = [
    entry('rnn', 1, -4, -4),
    entry('lstm', null, -0.1),
    entry('dot', 3, -1),
    entry('general', null),
    entry('transformer', 2, -1, -1),
  ];
  const names = (/** @type {any} */ order, /** @type {string|null} */ pinned = null) =>
    arranged(entries, order, pinned)
      .map(({ mechanism }) => mechanism)
      .join(' ');
  assert.equal(names('history'), 'rnn lstm dot general transformer');
  assert.equal(names('probability'), 'dot transformer rnn lstm general');
  assert.equal(names('time'), 'rnn transformer dot lstm general');
  assert.equal(names('time', 'general'), 'general rnn transformer dot lstm');
});
