/** @import { Child } from './types.d.ts' */
import { spelledOut } from './misleading-text.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Sets one attribute: functions named `on…` become listeners, booleans presence, null nothing.
 *
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 */
function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') {
    element.addEventListener(name.slice(2), (event) => value(event));
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false)
      element.append(spelledOut(String(child)));
  }
}

/**
 * Makes an HTML element. Strings become text nodes, so nothing that is shown can turn into markup; what nobody would
 * see in them is spelled out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  append(element, children);
  return element;
}

/**
 * Makes an SVG element.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  append(element, children);
  return element;
}

/**
 * The element of index.html with this id.
 *
 * @param {string} id
 * @returns {HTMLElement}
 * @throws {Error} when index.html has none
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element #${id}`);
  return element;
}

/** What each keyed element was drawn from. @type {WeakMap<Element, string>} */
const drawnFrom = new WeakMap();

/**
 * Replaces an element, keeping keyboard focus and opened disclosures where the reader left them.
 *
 * @param {Element} before
 * @param {HTMLElement} after
 */
function replace(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  const focusKey = focused?.getAttribute('data-testid');
  const open = [...before.querySelectorAll('details[data-key]')].filter((it) => it.hasAttribute('open'));
  before.replaceWith(after);
  for (const details of open) {
    after.querySelector(`details[data-key="${details.getAttribute('data-key')}"]`)?.setAttribute('open', '');
  }
  const target = focusKey ? after.querySelector(`[data-testid="${CSS.escape(focusKey)}"]`) : null;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/**
 * Makes the container show these items in this order, redrawing only those whose data changed.
 *
 * @template Item
 * @param {HTMLElement} container
 * @param {readonly Item[]} items
 * @param {{ key: (item: Item) => string, draw: (item: Item) => HTMLElement, depends?: unknown }} how
 *   `depends`: what else the drawing depends on
 */
export function drawList(container, items, how) {
  const present = new Map([...container.children].map((child) => [child.getAttribute('data-key'), child]));
  items.forEach((item, index) => {
    const key = how.key(item);
    const signature = JSON.stringify([item, how.depends]);
    let element = present.get(key);
    present.delete(key);
    if (!element || drawnFrom.get(element) !== signature) {
      const fresh = how.draw(item);
      fresh.setAttribute('data-key', key);
      drawnFrom.set(fresh, signature);
      if (element) replace(element, fresh);
      element = fresh;
    }
    if (container.children[index] !== element) {
      container.insertBefore(element, container.children[index] ?? null);
    }
  });
  for (const stale of present.values()) stale.remove();
}
