/** The sentences that the page offers: every attention type that a visitor tries first translates them rightly. */
import { EXAMPLES } from '../../www/text/examples.js';
import { choose, expect, open, test, translate, translated } from './site.js';

/** What a right translation holds, in the order of the examples. */
const RIGHT = {
  fr: [
    /tired tonight|tired this evening/i,
    /brother works? (in|at) a hospital/i,
    /mother('s| is) (preparing|making|cooking) dinner|mother (prepares|makes) dinner/i,
    /visited Paris last year/i,
    /where('s| is) the (train )?station/i,
    /(lost|'ve lost) my keys/i,
    /(thank you|thanks) (very much|a lot|so much) for your help/i,
  ],
  ko: [
    /(saw|watched) a movie with (a|my) friend yesterday|yesterday,? i (saw|watched) a movie with/i,
    /that bird('s| is) (pretty|beautiful)/i,
    /(very|so|really) tired today|tired today/i,
    /bought a new car yesterday/i,
    /live in seoul/i,
    /want to (learn|study) korean/i,
    /birthday('s| is) next week/i,
  ],
};

for (const mechanism of ['additive', 'dot', 'transformer']) {
  test(`${mechanism} translates every example rightly`, async ({ page }) => {
    await open(page, { backend: 'cpu', text: EXAMPLES.fr[0], lang: 'en' });
    await translated(page, EXAMPLES.fr[0]);
    await choose(page, mechanism);
    /** @type {string[]} */
    const wrong = [];
    for (const language of /** @type {const} */ (['fr', 'ko'])) {
      for (const [i, text] of EXAMPLES[language].entries()) {
        const english = await translate(page, text);
        if (!RIGHT[language][i].test(english)) wrong.push(`${text}: ${english}`);
      }
    }
    expect(wrong).toEqual([]);
  });
}
