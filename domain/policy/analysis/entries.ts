import type { KnownAction, KnownActions } from './known-actions.ts';
import type { Element, Placed } from './statement.ts';

/**
 * For each known action the position plus one of the entry of an Action or NotAction element that grants it; 0 if
 * none does, 1 for all that NotAction leaves. And the places of those that are granted.
 */
export function entriesOf(
  element: Element | undefined,
  known: KnownActions,
): { entries: Uint32Array; granted: number[] } {
  const entries = new Uint32Array(known.all.length);
  if (!element?.excludes) return { entries, granted: mark(element?.entries ?? [], known, entries) };
  const granted = actionsLeft(element.entries, known).map(({ index }) => index);
  for (const index of granted) entries[index] = 1;
  return { entries, granted };
}

/**
 * Writes for each known action the position plus one of the first entry that names it, unless one did before. Returns
 * the places written to.
 */
export function mark(entries: readonly Placed[], known: KnownActions, found: Uint32Array): number[] {
  const places: number[] = [];
  const isNew = ({ index }: KnownAction) => found[index] === 0;
  let position = 0;
  for (const { text } of entries) {
    position += 1;
    for (const { index } of known.named(text, isNew)) {
      found[index] = position;
      places.push(index);
    }
  }
  return places;
}

/** The known actions that none of the entries names. */
export function actionsLeft(entries: readonly Placed[], known: KnownActions): KnownAction[] {
  const named = new Uint32Array(known.all.length);
  mark(entries, known, named);
  return known.all.filter(({ index }) => named[index] === 0);
}
