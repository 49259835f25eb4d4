/** Results of `work` in the order of the items, with at most `width` of them under way or waiting to be taken. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // One that fails while others are awaited is heard of when its turn comes.
    result.catch(() => undefined);
    underWay.push(result);
    const [next] = underWay;
    if (next && underWay.length >= width) {
      underWay.shift();
      yield next;
    }
  }
  yield* underWay;
}
