/** @import { RowsOf, StateDefinition, WorkflowDefinition } from './types.d.ts' */

/**
 * @typedef {{ from: string, to: string, kind: 'next' | 'catch' }} Transition
 * @typedef {{ name: string, type: string, x: number, y: number, width: number, height: number, aside: boolean }} Box
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
 * The row of each state: its longest way from the start over ordinary transitions, never around a circle. States
 * that only an error leads to stand aside, one row below the first one that fails over to them, and so on from there.
 *
 * @type {RowsOf}
 */
export function rowsOf(definition) {
  const transitions = transitionsOf(definition);
  /** @type {Map<string, number>} */
  const rows = new Map();
  const visit = (/** @type {string} */ name, /** @type {number} */ row, /** @type {string[]} */ path) => {
    if (path.includes(name) || (rows.get(name) ?? -1) >= row) return;
    rows.set(name, row);
    for (const { from, to, kind } of transitions) {
      if (from === name && kind === 'next') visit(to, row + 1, [...path, name]);
    }
  };
  visit(definition.StartAt, 0, []);
  const aside = new Set();
  for (let found = failover(); found; found = failover()) {
    rows.set(found.to, (rows.get(found.from) ?? 0) + 1);
    aside.add(found.to);
  }
  return { rows, aside };

  function failover() {
    return transitions.find(({ from, to }) => rows.has(from) && !rows.has(to));
  }
}

/** From one row of the drawing to the next, in pixels. */
export const rowHeight = 84;
const nodeHeight = 50;
const margin = 2;
const laneWidth = 18;
const nodeGap = 8;
const widest = 168;

/**
 * How high the drawing is, at any width.
 *
 * @param {WorkflowDefinition} definition
 */
export const heightOf = (definition) =>
  Math.max(...rowsOf(definition).rows.values()) * rowHeight + nodeHeight + 2 * margin;

/**
 * Places every state in a drawing of this width: rows from top to bottom, ordinary states in the middle of their
 * row, those that only an error leads to at its right end.
 *
 * @param {WorkflowDefinition} definition
 * @param {number} width
 * @returns {Map<string, Box>}
 */
export function layout(definition, width) {
  const { rows, aside } = rowsOf(definition);
  const inner = width - 2 * laneWidth;
  /** @type {Map<string, Box>} */
  const boxes = new Map();
  for (const row of new Set(rows.values())) {
    const names = Object.keys(definition.States).filter((name) => rows.get(name) === row);
    const centred = names.filter((name) => !aside.has(name));
    const slots = centred.length + 2 * (names.length - centred.length);
    const size = Math.min(widest, (inner - nodeGap * (slots - 1)) / slots);
    for (const name of names) {
      const fromCentre = centred.indexOf(name) - (centred.length - 1) / 2;
      boxes.set(name, {
        name,
        type: definition.States[name]?.Type ?? '',
        x: aside.has(name) ? width - laneWidth - size / 2 : width / 2 + fromCentre * (size + nodeGap),
        y: row * rowHeight + nodeHeight / 2 + margin,
        width: size,
        height: nodeHeight,
        aside: aside.has(name),
      });
    }
  }
  return boxes;
}
