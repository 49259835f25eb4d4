/** @import { StateDefinition, WorkflowDefinition } from './types.d.ts' */

/**
 * @typedef {{ from: string, to: string, kind: 'next' | 'catch' }} Transition
 * @typedef {{ name: string, type: string, x: number, y: number, width: number, height: number }} Box
 *   `x`, `y`: its centre
 */

/**
 * Every transition of a definition; the same pair only once, ordinary before caught.
 *
 * @param {WorkflowDefinition} definition
 * @returns {Transition[]}
 */
export function transitionsOf({ States }) {
  const ordinary = Object.entries(States).flatMap(([from, state]) =>
    targets(state).map((to) => ({ from, to, kind: /** @type {const} */ ('next') })),
  );
  const caught = Object.entries(States).flatMap(([from, state]) =>
    (state.Catch ?? []).map(({ Next }) => ({ from, to: Next, kind: /** @type {const} */ ('catch') })),
  );
  const seen = new Set();
  return [...ordinary, ...caught].filter(({ from, to }) => {
    const pair = JSON.stringify([from, to]);
    return !seen.has(pair) && seen.add(pair);
  });
}

/** @param {StateDefinition} state */
function targets({ Next, Default, Choices = [] }) {
  return [...Choices.map((choice) => choice.Next), Next, Default].filter((name) => name !== undefined);
}

/**
 * The row of each state: its longest way from the start over ordinary transitions, never around a circle. A state
 * that only an error leads to stands one row below the first that it catches.
 *
 * @param {WorkflowDefinition} definition
 * @returns {Map<string, number>}
 */
export function rowsOf(definition) {
  const transitions = transitionsOf(definition);
  const next = transitions.filter(({ kind }) => kind === 'next');
  /** @type {Map<string, number>} */
  const rows = new Map();
  const visit = (/** @type {string} */ name, /** @type {number} */ row, /** @type {string[]} */ path) => {
    if (path.includes(name) || (rows.get(name) ?? -1) >= row) return;
    rows.set(name, row);
    for (const { from, to } of next) if (from === name) visit(to, row + 1, [...path, name]);
  };
  visit(definition.StartAt, 0, []);
  for (const { from, to } of transitions) {
    if (!rows.has(to)) rows.set(to, (rows.get(from) ?? 0) + 1);
  }
  return rows;
}

/** From one row of the drawing to the next, in pixels. */
export const rowHeight = 80;
const nodeHeight = 44;
const laneWidth = 18;
const nodeGap = 8;
const widest = 168;

/**
 * Places every state in a drawing of this width: rows from top to bottom, ordinary states in the middle of their
 * row, those that only an error leads to at its right end.
 *
 * @param {WorkflowDefinition} definition
 * @param {number} width
 * @returns {{ boxes: Map<string, Box>, height: number }}
 */
export function layout(definition, width) {
  const rows = rowsOf(definition);
  const ordinary = new Set(
    transitionsOf(definition).flatMap(({ to, kind }) => (kind === 'next' ? [to] : [])),
  );
  const caughtOnly = (/** @type {string} */ name) => !ordinary.has(name) && name !== definition.StartAt;
  const last = Math.max(...rows.values());
  /** @type {Map<string, Box>} */
  const boxes = new Map();
  const inner = width - 2 * laneWidth;
  for (let row = 0; row <= last; row += 1) {
    const names = Object.keys(definition.States).filter((name) => rows.get(name) === row);
    const middle = names.filter((name) => !caughtOnly(name));
    const aside = names.filter(caughtOnly);
    const slots = middle.length + 2 * aside.length;
    const size = Math.min(widest, (inner - nodeGap * (slots - 1)) / slots);
    const y = row * rowHeight + nodeHeight / 2 + 2;
    const place = (/** @type {string} */ name, /** @type {number} */ x) =>
      boxes.set(name, {
        name,
        type: definition.States[name]?.Type ?? '',
        x,
        y,
        width: size,
        height: nodeHeight,
      });
    middle.forEach((name, index) => {
      place(name, width / 2 + (index - (middle.length - 1) / 2) * (size + nodeGap));
    });
    aside.forEach((name, index) => {
      place(name, width - laneWidth - size / 2 - index * (size + nodeGap));
    });
  }
  return { boxes, height: last * rowHeight + nodeHeight + 4 };
}
