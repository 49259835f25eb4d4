/** @import { Box } from './workflow-layout.js' */

const corner = 8;
/** How far beside the middle of a state a line upwards begins, so that it does not cover the one that arrives. */
const beside = 14;
const laneInset = 6;
const turnAfter = 10;

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
 * Down to the next row, turning halfway.
 *
 * @param {Box} from
 * @param {Box} to
 */
function down(from, to) {
  const [bottom, top] = [from.y + from.height / 2, to.y - to.height / 2];
  const middle = (bottom + top) / 2;
  return through([
    [from.x, bottom],
    [from.x, middle],
    [to.x, middle],
    [to.x, top],
  ]);
}

/**
 * Up to the row above: into the side of a state that is not straight above, around the left of one that is.
 *
 * @param {Box} from
 * @param {Box} to
 */
function up(from, to) {
  const side = to.x >= from.x ? -1 : 1;
  if (Math.abs(from.x - to.x) > to.width / 2) {
    return through([
      [from.x - side * beside, from.y - from.height / 2],
      [from.x - side * beside, to.y],
      [to.x + (side * to.width) / 2, to.y],
    ]);
  }
  const left = Math.min(from.x - from.width / 2, to.x - to.width / 2) - 2 * beside;
  return through([
    [from.x - from.width / 2, from.y],
    [left, from.y],
    [left, to.y],
    [to.x - to.width / 2, to.y],
  ]);
}

/**
 * Further than one row: along the margin of the drawing, on the side where it begins.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {number} width
 */
function along(from, to, width) {
  const side = from.x > width / 2 + 1 ? 1 : -1;
  const lane = side > 0 ? width - laneInset : laneInset;
  const direction = to.y > from.y ? 1 : -1;
  const start = from.y + (direction * from.height) / 2;
  return through([
    [from.x, start],
    [from.x, start + direction * turnAfter],
    [lane, start + direction * turnAfter],
    [lane, to.y],
    [to.x + (side * to.width) / 2, to.y],
  ]);
}

/**
 * The way of a line between two states.
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
  if (rows === 0)
    return `M${from.x + (side * from.width) / 2} ${from.y}L${to.x - (side * to.width) / 2} ${to.y}`;
  if (rows === 1) return down(from, to);
  return rows === -1 ? up(from, to) : along(from, to, width);
}
