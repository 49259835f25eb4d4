import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastStop, Round } from '../../../domain/drift/round.ts';

const place = (minute: number, id = 'r') => ({
  createdAt: `2026-11-02T09:${String(minute).padStart(2, '0')}:00.000Z`,
  id: `${id}-${minute}`,
});
/** Pages of three, newest first. */
const pages = (count: number) =>
  Array.from({ length: Math.ceil(count / 3) }, (_page, page) =>
    Array.from({ length: Math.min(3, count - page * 3) }, (_each, index) => place(59 - page * 3 - index)),
  );

describe('a round', () => {
  test('looks at everything once, in as many runs as that takes, whenever these run out of time', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 55 }), lengths, (count, pagesARun) => {
        const keys: string[] = [];
        const looked: string[] = [];
        for (const [run, most] of pagesARun.entries()) {
          let left = most;
          const round = new Round(lastStop(keys), () => left-- > 0);
          for (const page of pages(count)) {
            round.take(page);
            looked.push(...page.map(({ id }) => id).filter((id) => round.looksAt(id)));
          }
          const note = round.note(`2026-11-02T10:${String(run).padStart(2, '0')}:00.000Z`);
          if (note !== undefined) keys.push(note);
          if (round.stoppedAt === undefined) break;
        }
        expect(looked).toEqual(pages(count).flatMap((page) => page.map(({ id }) => id)));
        expect(lastStop(keys)).toBeUndefined();
      }),
    );
  });

  test('that fits into one run notes nothing', () => {
    const round = new Round(undefined, () => true);
    for (const page of pages(9)) round.take(page);
    expect(round.note('2026-11-02T10:00:00.000Z')).toBeUndefined();
  });
});
