/**
 * The tokens of JSON that matter for places in it: texts, brackets, separators and what else stands for a value. What is
 * no JSON has fewer.
 */
const tokens = /"(?:\\.|[^"\\])*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/** An object or list that is not closed yet. @typedef {{ pointer: string, key?: string | undefined, index: number, isList: boolean }} Open */

/**
 * The line, from 1, that each value of a JSON text begins at, by its JSON pointer (RFC 6901); a member begins with its name.
 *
 * @param {string} text
 * @returns {Map<string, number>}
 */
export function linesOf(text) {
  /** @type {Map<string, number>} */
  const lines = new Map();
  /** @type {Open[]} */
  const open = [];
  let line = 1;
  let read = 0;
  const mark = () => {
    const parent = open.at(-1);
    const pointer = parent ? `${parent.pointer}/${parent.isList ? parent.index : (parent.key ?? '')}` : '';
    if (!lines.has(pointer)) lines.set(pointer, line);
    return pointer;
  };
  for (const { 0: token, index } of text.matchAll(tokens)) {
    line += text.slice(read, index).split('\n').length - 1;
    read = index;
    follow(token, open, mark);
  }
  return lines;
}

/**
 * @param {string} token
 * @param {Open[]} open
 * @param {() => string} mark says that a value begins here, and returns its pointer
 */
function follow(token, open, mark) {
  const parent = open.at(-1);
  switch (token) {
    case '{':
    case '[':
      open.push({ pointer: mark(), index: 0, isList: token === '[' });
      return;
    case '}':
    case ']':
      open.pop();
      return;
    case ':':
      return;
    case ',':
      if (parent) Object.assign(parent, { key: undefined, index: parent.index + 1 });
      return;
    default:
      if (parent && !parent.isList) parent.key ??= textOf(token).replaceAll('~', '~0').replaceAll('/', '~1');
      mark();
  }
}

/** @param {string} token */
function textOf(token) {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}

/**
 * The line that a pointer leads to, or that of the innermost value around it that the text has: a policy document may
 * stand in it as text.
 *
 * @param {ReadonlyMap<string, number>} lines
 * @param {string} pointer
 */
export function lineAt(lines, pointer) {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const line = lines.get(place);
    if (line !== undefined) return line;
  }
  return lines.get('') ?? 1;
}
