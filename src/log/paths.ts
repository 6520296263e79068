import type { Recorder } from '../recording/recorder.js';
import { JsonTree } from '../view/json-tree.js';

/** The most messages that are looked at, from the newest. */
const MESSAGES = 20;

/** The longest message that is looked at, in characters. */
const LENGTH = 10_000;

/** Returns the paths of texts and numbers in the newest JSON message, for a person to choose from. */
export function pathsIn(recorder: Recorder): string[] {
  for (let index = recorder.end - 1; index >= Math.max(recorder.first, recorder.end - MESSAGES); index--) {
    const data = recorder.at(index)?.data;
    const tree = typeof data === 'string' && data.length <= LENGTH && data.startsWith('{') ? JsonTree.from(data) : null;
    if (!tree) continue;
    const nodes = tree.rows.filter(({ node, more }) => more === 0 && tree.childCount(node) === 0 && node > 0);
    return nodes.map(({ node }) => tree.path(node));
  }
  return [];
}

/** The names that keys often have. */
const KEY_NAME = /(symbol|channel|topic|stream|room|key|name|id)$/i;

/** Returns the path that is most likely that of a key; `''` without any. */
export function likelyPath(paths: readonly string[]): string {
  return paths.find((path) => KEY_NAME.test(path)) ?? paths[0] ?? '';
}
