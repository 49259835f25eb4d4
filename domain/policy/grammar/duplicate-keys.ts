import { type Node, parseTree } from 'jsonc-parser';
import { type FieldProblem, pointerTo } from '../../problem.ts';
import { quoted } from './problems.ts';

/**
 * Each key that an object of a JSON text has twice, at any depth. `JSON.parse` silently keeps the last, AWS refuses
 * them (IAM policy grammar), and whoever reads only one of them reads another document than the one that counts.
 * Expects valid JSON that does not nest too deeply to be walked.
 */
export function duplicateKeys(text: string): FieldProblem[] {
  const tree = parseTree(text);
  return tree === undefined ? [] : [...duplicatesIn(tree, '')];
}

/** The keys that an object has twice, not those of what it holds. */
export function* ownDuplicates({ children = [] }: Node, pointer: string): Generator<FieldProblem> {
  const seen = new Set<string>();
  for (const { children: [name] = [] } of children) {
    const key = String(name?.value);
    const detail = `${quoted(key)} stands here twice; keep one.`;
    if (seen.has(key)) yield { pointer: pointerTo(pointer, key), code: 'duplicate-key', detail };
    seen.add(key);
  }
}

function* duplicatesIn(node: Node, pointer: string): Generator<FieldProblem> {
  const { type, children = [] } = node;
  if (type === 'object') {
    yield* ownDuplicates(node, pointer);
    for (const { children: [name, value] = [] } of children)
      if (value !== undefined) yield* duplicatesIn(value, pointerTo(pointer, String(name?.value)));
  }
  if (type === 'array')
    for (const [index, element] of children.entries())
      yield* duplicatesIn(element, pointerTo(pointer, index));
}
