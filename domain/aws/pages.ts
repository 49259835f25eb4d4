/** One page of a list, and what to ask for the next one with. */
export interface Page<Item> {
  items: Item[] | undefined;
  nextToken: string | undefined;
}

/** Every item of a list that comes in pages. */
export async function allPages<Item>(read: (nextToken?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const found: Item[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(nextToken);
    found.push(...(page.items ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}
