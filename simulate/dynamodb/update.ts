import { type Item, nameOf, type Substitutes, substituteOf, UnsupportedExpression } from './expression.ts';

/** The item after `SET a = :a, … REMOVE b, …`; anything else is not understood. */
export function updated(expression: string, item: Item, { names, values }: Substitutes): Item {
  const [, set = '', remove = ''] = /^(?:SET (.*?))?\s*(?:REMOVE (.*))?$/.exec(expression) ?? [];
  if (set === '' && remove === '') throw new UnsupportedExpression(expression);
  const assignments = listed(set).map((text) => assignment(text, item, { names, values }));
  const removed = new Set(listed(remove).map((path) => nameOf(path, names)));
  const kept = Object.entries(item).filter(([name]) => !removed.has(name));
  return Object.fromEntries([...kept, ...assignments]);
}

function assignment(text: string, item: Item, { names, values }: Substitutes) {
  const [, path, value] = /^(#?\w+) = (:\w+)$/.exec(text) ?? [];
  if (path !== undefined && value !== undefined) {
    return [nameOf(path, names), substituteOf(value, values)] as const;
  }
  const [, kept, present, otherwise] = /^(#?\w+) = if_not_exists\((#?\w+), (:\w+)\)$/.exec(text) ?? [];
  if (kept && present && otherwise) {
    return [nameOf(kept, names), item[nameOf(present, names)] ?? substituteOf(otherwise, values)] as const;
  }
  const append = /^(#?\w+) = list_append\(if_not_exists\((#?\w+), (:\w+)\), (:\w+)\)$/.exec(text);
  const [, to, from, none, more] = append ?? [];
  if (!to || !from || !none || !more) throw new UnsupportedExpression(text);
  const before = (item[nameOf(from, names)] ?? substituteOf(none, values)).L ?? [];
  return [nameOf(to, names), { L: [...before, ...(substituteOf(more, values).L ?? [])] }] as const;
}

/** The parts between commas that are not inside parentheses. */
function listed(text: string): string[] {
  return text.match(/(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+/g)?.map((part) => part.trim()) ?? [];
}
