/**
 * A profile may name 250 roles, and IAM throttles 24 to 50 reads at once in practice
 * (https://repost.aws/knowledge-center/iam-sts-throttling-error): one request does not use up the account's rate.
 */
const readsAtOnce = 5;

/** Reads many things, some at a time, in order. */
export async function readAll<Item, Answer>(
  items: readonly Item[],
  read: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += readsAtOnce) {
    answers.push(...(await Promise.all(items.slice(start, start + readsAtOnce).map(read))));
  }
  return answers;
}
