/** @import { Execution, WorkflowDefinition } from './types.d.ts' */
import { h, svg } from './dom.js';
import { heightOf, layout, rowHeight, transitionsOf } from './workflow-layout.js';
import { route } from './workflow-routes.js';

/**
 * @param {Execution | undefined} execution
 * @param {string} name
 */
function placeOf(execution, name) {
  const visited = execution?.visited ?? [];
  if (execution?.status === 'RUNNING' && execution.currentState === name) return 'current';
  const stuckHere =
    execution && !['RUNNING', 'SUCCEEDED'].includes(execution.status) && visited.at(-1) === name;
  if (stuckHere) return 'stopped';
  return visited.includes(name) ? 'visited' : 'ahead';
}

/**
 * @param {Execution | undefined} execution
 * @param {string} from
 * @param {string} to
 */
function wasTaken(execution, from, to) {
  const visited = execution?.visited ?? [];
  return visited.some((name, index) => name === from && visited[index + 1] === to);
}

/**
 * Lines between the states. An error's way is drawn when it was taken, or leads to a state aside: all of them would
 * hide the others.
 *
 * @param {WorkflowDefinition} definition
 * @param {Execution | undefined} execution
 * @param {{ boxes: ReturnType<typeof layout>, width: number }} drawing
 */
function drawLines(definition, execution, { boxes, width }) {
  const height = heightOf(definition);
  const lines = transitionsOf(definition).flatMap(({ from, to, kind }) => {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (!start || !end) return [];
    const taken = wasTaken(execution, from, to);
    const near = Math.abs(end.y - start.y) <= rowHeight && (start.aside || end.aside);
    if (kind === 'catch' && !near && !taken) return [];
    const marker = `url(#arrow-${taken ? 'taken' : 'open'})`;
    const className = `line ${kind}${taken ? ' taken' : ''}`;
    const path = svg('path', {
      d: route(start, end, width, rowHeight),
      class: className,
      'marker-end': marker,
    });
    return [{ taken, path }];
  });
  const ordered = lines.toSorted((a, b) => Number(a.taken) - Number(b.taken)).map(({ path }) => path);
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' };
  return svg('svg', box, svg('defs', {}, arrow('open'), arrow('taken')), ordered);
}

/** @param {string} name */
function arrow(name) {
  const shape = svg('path', { d: 'M0 0L8 4L0 8z', class: `arrow ${name}` });
  const size = { viewBox: '0 0 8 8', refX: '7', refY: '4', markerWidth: '7', markerHeight: '7' };
  return svg('marker', { id: `arrow-${name}`, orient: 'auto', ...size }, shape);
}

const saidOf = { current: 'the workflow is here', visited: 'done', stopped: 'stopped here', ahead: '' };

/**
 * Draws the states of the machine with the one where the request is now.
 *
 * @param {WorkflowDefinition} definition
 * @param {Execution | undefined} execution
 * @param {number} width
 */
function drawStates(definition, execution, width) {
  const boxes = layout(definition, width);
  const states = [...boxes.values()].map((box) => {
    const place = placeOf(execution, box.name);
    const said = saidOf[place] && h('span', { class: 'visually-hidden' }, ` (${saidOf[place]})`);
    const attributes = {
      class: `state ${place} type-${box.type.toLowerCase()}`,
      'data-testid': `state-${box.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
      'data-place': place,
      'aria-current': place === 'current' ? 'step' : null,
    };
    const element = h('li', attributes, h('span', {}, box.name), said);
    element.style.setProperty('left', `${box.x - box.width / 2}px`);
    element.style.setProperty('top', `${box.y - box.height / 2}px`);
    element.style.setProperty('width', `${box.width}px`);
    element.style.setProperty('height', `${box.height}px`);
    return element;
  });
  return [drawLines(definition, execution, { boxes, width }), h('ol', {}, states)];
}

/**
 * The workflow as it is defined, with the latest execution of one request in it; redrawn when its width changes.
 *
 * @param {WorkflowDefinition} definition
 * @param {Execution[]} executions
 */
export function drawWorkflow(definition, executions) {
  const execution = executions.at(-1);
  const canvas = h('div', { class: 'workflow', 'data-testid': 'workflow' });
  canvas.style.setProperty('height', `${heightOf(definition)}px`);
  let drawnWidth = 0;
  new ResizeObserver(() => {
    const width = Math.floor(canvas.clientWidth);
    if (width === drawnWidth || width === 0) return;
    drawnWidth = width;
    canvas.replaceChildren(...drawStates(definition, execution, width));
  }).observe(canvas);
  const many = executions.length > 1 ? `, ${executions.length} executions so far` : '';
  const caption = execution
    ? `${execution.name}: ${execution.status.toLowerCase()}${many}`
    : 'No execution was started.';
  return h('figure', {}, canvas, h('figcaption', {}, caption));
}
