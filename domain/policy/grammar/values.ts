import { pointerTo } from '../../problem.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { isTrustworthyNumber } from './number.ts';
import type { ProblemList } from './problems.ts';
import { deepestNesting } from './text.ts';

/** IAM's `policyDocumentType` (API model): tab, line feed, carriage return, and U+0020 to U+00FF. */
const forbiddenCharacter = /[^\t\n\r\x20-\xFF]/u;

/**
 * Checks what holds for every value wherever it stands: nesting, characters, numbers. Works without
 * recursion, since nobody checked the nesting before.
 * Returns false if the document nests too deeply to be looked at any further.
 */
export function checkValues(root: JsonValue, pointer: string, problems: ProblemList): boolean {
  const pending = [{ value: root, at: pointer, depth: 1 }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { value, at, depth } = item;
    checkScalar(value, at, problems);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepestNesting) {
      problems.add(pointer, 'nested-too-deeply', `No policy nests deeper than ${deepestNesting} levels.`);
      return false;
    }
    for (const [key, child] of Object.entries(value).reverse()) {
      const childAt = pointerTo(at, key);
      if (isJsonObject(value)) checkCharacters(key, childAt, problems);
      pending.push({ value: child, at: childAt, depth: depth + 1 });
    }
  }
  return true;
}

function checkScalar(value: JsonValue, at: string, problems: ProblemList): void {
  if (typeof value === 'string') checkCharacters(value, at, problems);
  if (typeof value === 'number' && !isTrustworthyNumber(value))
    problems.add(at, 'inexact-number', 'This number has too many digits; write it as a string.');
}

function checkCharacters(text: string, at: string, problems: ProblemList): void {
  const character = forbiddenCharacter.exec(text)?.[0];
  if (character === undefined) return;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const detail = `IAM refuses the character U+${code}; use printable characters up to U+00FF only.`;
  problems.add(at, 'invalid-character', detail);
}
