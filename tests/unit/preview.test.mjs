import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { absolute } from '../../scripts/vite-preview.mjs';

const head = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

test("a preview's picture has an absolute address where the site's is known, under any path", () => {
  for (const site of ['https://example.org/some/where', 'https://example.org/some/where/']) {
    const html = absolute(head, site);
    assert.match(html, /<meta property="og:image" content="https:\/\/example\.org\/some\/where\/www\/preview\.png"/);
    assert.match(html, /<link rel="canonical" href="https:\/\/example\.org\/some\/where\/" \/>/);
    assert.match(html, /<meta property="og:url" content="https:\/\/example\.org\/some\/where\/" \/>/);
    assert.equal(html.split('</head>').length, 2);
  }
});

test('the head tells in both languages what the page is, with a picture of the size that is asked for, of few bytes', () => {
  const told = /property="og:description" content="([^"]+)"/.exec(head)?.[1] ?? '';
  assert.match(told, /[a-z] .*[가-힣]/);
  for (const each of ['og:title', 'og:image', 'og:image:alt', 'og:locale:alternate']) assert.ok(head.includes(`property="${each}"`), each);
  const picture = readFileSync(new URL('../../www/preview.png', import.meta.url));
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1200, 630]);
  assert.ok(picture.length <= 120_000);
});
