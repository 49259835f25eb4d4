/** So many actions are named; who wants all of them has the document. */
const maxNamed = 3;

/** The first names as part of a sentence, and how many more there are of `count`. */
export function someNames(all: readonly string[], count = all.length): string {
  const names = all.slice(0, maxNamed);
  const others = count - names.length;
  if (others > 0) return `${names.join(', ')} and ${others} more action${others === 1 ? '' : 's'}`;
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
