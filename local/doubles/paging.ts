/**
 * One page of a list: at most `size` items from where `token` (a previous `nextToken`) points, and the next token if
 * there is more. Throws what `refuse` makes for a token that was never given out.
 */
export function page<Item>(
  items: readonly Item[],
  { token, size }: { token: string | undefined; size: number },
  refuse: () => Error,
): { items: Item[]; nextToken?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isSafeInteger(start) || start < 0) throw refuse();
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { nextToken: Buffer.from(String(end)).toString('base64url') }),
  };
}
