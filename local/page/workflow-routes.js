/** @import { Box } from './workflow-layout.js' */

const corner = 8;
const gapBelow = 18;

/**
 * An SVG path through points, its corners rounded.
 *
 * @param {[x: number, y: number][]} points
 */
function through(points) {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${x} ${y}`;
      if (!after) return `L${x} ${y}`;
      const [inX, inY] = towards([x, y], before);
      const [outX, outY] = towards([x, y], after);
      return `L${inX} ${inY}Q${x} ${y} ${outX} ${outY}`;
    })
    .join('');
}

/**
 * The point a corner's radius away from `from`, in the direction of `to`.
 *
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
function towards([x, y], [toX, toY]) {
  const distance = Math.hypot(toX - x, toY - y) || 1;
  const step = Math.min(corner, distance / 2);
  return [x + ((toX - x) / distance) * step, y + ((toY - y) / distance) * step];
}

/**
 * The way of a line between two states: straight down to the next row, sideways within a row, up to the row above,
 * and for anything longer along the margin of the drawing on the side where it begins.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {number} width of the drawing
 * @param {number} rowHeight
 * @returns {string} SVG path data
 */
export function route(from, to, width, rowHeight) {
  const rows = Math.round((to.y - from.y) / rowHeight);
  const side = to.x >= from.x ? 1 : -1;
  const bottom = from.y + from.height / 2;
  if (rows === 0)
    return `M${from.x + (side * from.width) / 2} ${from.y}L${to.x - (side * to.width) / 2} ${to.y}`;
  if (rows === 1) {
    const top = to.y - to.height / 2;
    const middle = (bottom + top) / 2;
    return through([
      [from.x, bottom],
      [from.x, middle],
      [to.x, middle],
      [to.x, top],
    ]);
  }
  const besideTarget = Math.abs(from.x - to.x) > to.width / 2;
  if (rows === -1 && besideTarget) {
    return through([
      [from.x + 14, from.y - from.height / 2],
      [from.x + 14, to.y],
      [to.x - (side * to.width) / 2, to.y],
    ]);
  }
  const right = from.x > width / 2 + 1;
  const lane = right ? width - 6 : 6;
  const start = rows > 0 ? bottom : from.y - from.height / 2;
  const turn = start + (rows > 0 ? gapBelow - 8 : 8 - gapBelow);
  return through([
    [from.x, start],
    [from.x, turn],
    [lane, turn],
    [lane, to.y],
    [to.x + ((right ? 1 : -1) * to.width) / 2, to.y],
  ]);
}
