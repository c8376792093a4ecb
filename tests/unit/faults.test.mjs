import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asFault, ClientError, isAbort, untilAborted } from '../../www/networks/faults.js';

const never = new Promise(() => {});

test('a fault of the core keeps code, sentence and details', () => {
  const error = ClientError.from({ code: 'too-long', message: 'too long', details: { len: 70, limit: 64 } });
  assert.ok(error instanceof ClientError);
  assert.equal(error.code, 'too-long');
  assert.deepEqual(error.details, { len: 70, limit: 64 });
});

test('a trap of the module is a crash', () => {
  assert.equal(asFault(new WebAssembly.RuntimeError('unreachable')).code, 'crashed');
});

test('anything else thrown is a fault of the worker', () => {
  assert.deepEqual(asFault('out of luck'), { code: 'worker', message: 'out of luck', details: {} });
  assert.equal(asFault(undefined).code, 'worker');
});

test('waiting ends when the signal aborts, before or during', async () => {
  const abort = new AbortController();
  const waiting = untilAborted(never, abort.signal);
  abort.abort();
  await assert.rejects(waiting, isAbort);
  await assert.rejects(untilAborted(Promise.resolve(1), abort.signal), isAbort);
});

test('without an abort the answer and the fault pass through', async () => {
  const { signal } = new AbortController();
  assert.equal(await untilAborted(Promise.resolve(3), signal), 3);
  await assert.rejects(untilAborted(Promise.reject(new ClientError('device', 'x')), signal), { code: 'device' });
});
