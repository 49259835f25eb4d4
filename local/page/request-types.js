/** @import { RequestType } from './types.d.ts' */
import * as api from './api.js';

/** @type {RequestType[]} */
let known = [];

/** Reads the types that the stack offers. */
export async function read() {
  known = await api.requestTypes();
  return known;
}

/**
 * A request type as people say it.
 *
 * @param {string} type
 */
export const titleOf = (type) => known.find((each) => each.type === type)?.title ?? type;
