import { pointerTo } from '../../problem.ts';
import { named } from '../../text/stray-character.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { isTrustworthyNumber } from './number.ts';
import type { ProblemList } from './problems.ts';
import { maxNesting } from './text.ts';

/** IAM's `policyDocumentType` (API model): tab, line feed, carriage return, and U+0020 to U+00FF. */
const forbiddenCharacter = /[^\t\n\r\x20-\xFF]/u;

/** Reports nesting that nothing may walk recursively, found without recursion; false if there is none. */
export function nestsTooDeeply(root: JsonValue, pointer: string, problems: ProblemList): boolean {
  const pending = [{ value: root, depth: 1 }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth > maxNesting) {
      problems.add(pointer, 'nested-too-deeply', `No policy nests deeper than ${maxNesting} levels.`);
      return true;
    }
    for (const value of Object.values(item.value)) pending.push({ value, depth: item.depth + 1 });
  }
  return false;
}

/** Reports what no value may be wherever it stands: characters that IAM refuses, numbers that lost digits. */
export function checkValues(value: JsonValue, pointer: string, problems: ProblemList): void {
  if (typeof value === 'string') checkCharacters(value, pointer, problems);
  if (typeof value === 'number' && !isTrustworthyNumber(value))
    problems.add(pointer, 'inexact-number', 'This number has too many digits; write it as a string.');
  if (Array.isArray(value))
    for (const [index, element] of value.entries()) checkValues(element, pointerTo(pointer, index), problems);
  else if (isJsonObject(value))
    for (const [key, child] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      checkCharacters(key, at, problems);
      checkValues(child, at, problems);
    }
}

function checkCharacters(text: string, at: string, problems: ProblemList): void {
  const match = forbiddenCharacter.exec(text);
  if (match === null) return;
  const position = [...text.slice(0, match.index)].length + 1;
  const detail = `IAM refuses character ${position} of this text, ${named(match[0])}; use printable characters up to U+00FF only.`;
  problems.add(at, 'invalid-character', detail);
  problems.settle(at);
}
