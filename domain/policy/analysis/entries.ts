import type { KnownAction, KnownActions } from './known-actions.ts';
import type { Element, Placed } from './statement.ts';

/**
 * For each known action the position plus one of the entry of an Action or NotAction element that grants it; 0 if
 * none does, 1 for all that NotAction leaves.
 */
export function entriesOf(element: Element | undefined, known: KnownActions): Uint32Array {
  const found = new Uint32Array(known.all.length);
  if (element?.excludes) for (const { index } of actionsLeft(element.entries, known)) found[index] = 1;
  else if (element) mark(element.entries, known, found);
  return found;
}

/** Writes for each known action the position plus one of the first entry that names it, unless one did before. */
export function mark(entries: readonly Placed[], known: KnownActions, found: Uint32Array): void {
  const isNew = ({ index }: KnownAction) => found[index] === 0;
  let position = 0;
  for (const { text } of entries) {
    position += 1;
    for (const { index } of known.named(text, isNew)) found[index] = position;
  }
}

/** The known actions that none of the entries names. */
export function actionsLeft(entries: readonly Placed[], known: KnownActions): KnownAction[] {
  const named = new Uint32Array(known.all.length);
  mark(entries, known, named);
  return known.all.filter(({ index }) => named[index] === 0);
}
