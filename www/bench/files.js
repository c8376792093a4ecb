/** What a reader brings from his disk: a run to go on with, or a checkpoint in the files of `models/README.md`. */
import { mechanismOf } from '../networks/mechanism.js';
import { LabFault } from './lab-client.js';

/** @typedef {import('../networks/own.js').OwnNetwork} OwnNetwork */

/** The files of a checkpoint. */
const PARTS = ['config.json', 'tokenizer.json', 'model.safetensors'];

/**
 * One file is a run, three are a checkpoint: each is known by the end of its name, before which a browser or its owner may have put something.
 * @param {File[]} files
 * @returns {Promise<{ run?: Uint8Array, network?: OwnNetwork }>}
 */
export async function openedFiles(files) {
  if (!files.length) return {};
  if (files.length === 1) return { run: await bytesOf(files[0]) };
  const [config, tokenizer, weights] = PARTS.map((part) => {
    const [stem, ending] = part.split('.');
    const found = files.find(({ name }) => name.includes(stem) && name.endsWith(`.${ending}`));
    if (!found) throw new LabFault('files', PARTS.join(', '));
    return found;
  });
  return { network: { config: described(await config.text()), tokenizer: await bytesOf(tokenizer), weights: await bytesOf(weights) } };
}

/** A config of a network that the page knows. @param {string} text */
function described(text) {
  try {
    const config = JSON.parse(text);
    mechanismOf(config);
    return config;
  } catch {
    // Said below.
  }
  throw new LabFault('files', PARTS.join(', '));
}

/** @param {File} file */
const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());
