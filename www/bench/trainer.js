/** Trains the runs side by side in the worker, update for update alike, and tells what came of it. */
import { inventory, refreshed } from '../networks/inventory.js';
import { keptOf } from './kept.js';
import { LabFault, openLab } from './lab-client.js';
import { sideBySide } from './plan.js';

/**
 * @typedef {import('./types.js').Plan} Plan
 * @typedef {import('./types.js').Learner} Learner
 * @typedef {'idle'|'running'|'paused'|'diverged'|'error'} Status
 * @typedef {{ status: Status, learners: Learner[], updates: number, goal: number, fault: LabFault|null, explained: import('./types.js').Explained|null }} Progress
 */

/** Updates until the runs pause by themselves. */
const GOAL = 600;
/** Updates between two looks at what was held back. */
export const LOOK_EVERY = 25;

export class Trainer {
  /** @type {Promise<import('comlink').Remote<import('./lab-worker.js').LabType>>|null} */
  #lab = null;
  /** Which pass of training is the present one: a new one, or a pause, ends those before. */
  #pass = 0;
  /** @type {Promise<void>} */
  #busy = Promise.resolve();
  /** Runs that were kept. @type {import('./kept.js').Kept[]} */
  kept = [];
  /** @type {Progress} */
  progress = { status: 'idle', learners: [], updates: 0, goal: GOAL, fault: null, explained: null };

  /** @param {Plan} plan @param {() => void} changed */
  constructor(plan, changed) {
    this.changed = changed;
    this.plan = plan;
    this.reset(plan);
  }

  /** Forgets what was learned; nothing is computed until it is played. @param {Plan} plan */
  reset(plan) {
    this.#pass++;
    this.plan = plan;
    const learner = (/** @type {Plan} */ plan, /** @type {number} */ n) => ({
      name: `run${n}`,
      plan,
      about: null,
      losses: [],
      rates: [],
      looks: [],
      diverged: false,
    });
    this.#set({ status: 'idle', learners: sideBySide(plan).map(learner), updates: 0, goal: GOAL, fault: null, explained: null });
  }

  /** Makes the runs ready before anybody asks for an update: package, first weights, and what the untrained networks write. */
  prepare() {
    const pass = this.#pass;
    const ready = async () => {
      const lab = await this.#open();
      for (const learner of this.progress.learners) {
        if (pass !== this.#pass) return;
        if (!learner.about) await this.#begin(lab, learner);
      }
    };
    // What goes wrong is told when it is played: until then nobody has asked for anything.
    this.#busy = this.#busy.then(ready).catch(() => {});
  }

  /** @param {number} [most] updates; without: until the goal */
  play(most) {
    const { status, updates, goal } = this.progress;
    if (status === 'running' || status === 'diverged') return;
    const until = most ? updates + most : updates >= goal ? goal + GOAL : goal;
    const pass = ++this.#pass;
    this.#set({ status: 'running', goal: Math.max(goal, until), fault: null, explained: null });
    this.#busy = this.#busy
      .then(() => this.#train(pass, until))
      .catch((error) => {
        if (pass === this.#pass) this.#set({ status: 'error', fault: LabFault.from(error) });
      });
    return this.#busy;
  }

  pause() {
    if (this.progress.status !== 'running') return;
    this.#pass++;
    this.#set({ status: 'paused' });
  }

  /** What of a text of pairs is read. @param {string} text */
  async read(text) {
    return (await this.#open()).readPairs(text);
  }

  /** The first run as bytes, to go on from later. */
  async save() {
    await this.#busy;
    return (await this.#open()).save('run0');
  }

  /** Keeps the first run as it is, to be compared with others and gone on with. */
  async keep() {
    const bytes = await this.save();
    this.kept = [...this.kept, keptOf(this.progress.learners[0], this.kept, bytes)];
    this.changed();
  }

  /** @param {import('./kept.js').Kept} run @param {string} name */
  rename(run, name) {
    this.kept = this.kept.map((each) => (each === run ? { ...each, name } : each));
    this.changed();
  }

  /** @param {import('./kept.js').Kept} run */
  drop(run) {
    this.kept = this.kept.filter((each) => each !== run);
    this.changed();
  }

  /** Goes on with a run that was kept. @param {import('./kept.js').Kept} run */
  async resume({ bytes, losses, rates, looks }) {
    const plan = await this.load(bytes);
    this.#change('run0', { losses, rates, looks });
    return plan;
  }

  /** Goes on with a run that was saved. @param {Uint8Array} bytes @returns {Promise<Plan>} its plan */
  async load(bytes) {
    const lab = await this.#open();
    await this.#busy;
    const about = await lab.load('run0', bytes);
    this.#pass++;
    this.plan = about.plan;
    const look = await lab.look('run0');
    const learner = { name: 'run0', plan: about.plan, about, losses: [], rates: [], looks: [look], diverged: about.diverged };
    this.#set({ status: 'paused', learners: [learner], updates: about.updates, goal: about.updates + GOAL, fault: null, explained: null });
    return about.plan;
  }

  /** @param {unknown} error */
  fail(error) {
    this.#set({ status: 'error', fault: LabFault.from(error) });
  }

  /** The first run's network as the files of a checkpoint. */
  async files() {
    await this.#busy;
    return (await this.#open()).files('run0');
  }

  #open() {
    this.#lab ??= this.#start();
    this.#lab.catch(() => (this.#lab = null));
    return this.#lab;
  }

  async #start() {
    // While it is still being built, the development server is asked again.
    const files = inventory().packages.lab ?? (await refreshed()).packages.lab;
    if (!files) throw new LabFault('no-package', 'the package that trains is not there');
    return openLab(files);
  }

  /** @param {number} pass @param {number} until */
  async #train(pass, until) {
    const lab = await this.#open();
    const present = () => pass === this.#pass;
    if (!present()) return;
    const behind = () => this.progress.learners.some(({ name, diverged }) => !diverged && this.#made(name) < until);
    while (present() && behind()) {
      // All runs come to the same update before one goes on.
      const least = Math.min(...this.progress.learners.map(({ name }) => this.#made(name)));
      const next = Math.min(until, least + LOOK_EVERY - (least % LOOK_EVERY));
      await this.#advance(lab, next, present);
      if (this.progress.learners[0].diverged) {
        if (present()) this.#set({ status: 'diverged' });
        return;
      }
    }
    if (!present()) return;
    this.#set({ explained: await lab.explain('run0') });
    if (present()) this.#set({ status: 'paused' });
  }

  /** @param {import('comlink').Remote<import('./lab-worker.js').LabType>} lab @param {Learner} learner */
  async #begin(lab, learner) {
    const about = await lab.begin(learner.name, learner.plan);
    const look = await lab.look(learner.name);
    if (this.#learner(learner.name) === learner) this.#change(learner.name, { about, looks: [look] });
  }

  /**
   * Brings every run to the update `next`; a pause is obeyed between two slices, at the update that each has come to.
   * @param {import('comlink').Remote<import('./lab-worker.js').LabType>} lab @param {number} next @param {() => boolean} present
   */
  async #advance(lab, next, present) {
    const { goal } = this.progress;
    for (const { name } of this.progress.learners) {
      // Not before its turn: the first update of the first is seen at once.
      if (present() && !this.#learner(name).about) await this.#begin(lab, this.#learner(name));
      while (present() && this.#made(name) < next && !this.#learner(name).diverged) {
        const before = this.#learner(name);
        const report = await lab.advance(name, next - this.#made(name));
        if (this.#learner(name)?.about !== before.about) return;
        const about = { .../** @type {import('./types.js').About} */ (before.about), updates: report.updates };
        this.#change(name, {
          losses: [...before.losses, ...report.losses],
          rates: [...before.rates, ...report.rates],
          diverged: report.diverged,
          about,
        });
      }
      const { looks, diverged } = this.#learner(name);
      const due = (next % LOOK_EVERY === 0 || next === goal) && looks.at(-1)?.updates !== next;
      if (present() && !diverged && due) this.#change(name, { looks: [...looks, await lab.look(name)] });
    }
  }

  /** @param {string} name */
  #made = (name) => this.#learner(name).about?.updates ?? 0;

  /** @param {string} name */
  #learner = (name) => /** @type {Learner} */ (this.progress.learners.find((each) => each.name === name));

  /** @param {string} name @param {Partial<Learner>} patch */
  #change(name, patch) {
    const learners = this.progress.learners.map((each) => (each.name === name ? { ...each, ...patch } : each));
    this.#set({ learners, updates: learners[0].about?.updates ?? 0 });
  }

  /** @param {Partial<Progress>} patch */
  #set(patch) {
    this.progress = { ...this.progress, ...patch };
    this.changed();
  }
}
