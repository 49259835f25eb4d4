import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newS3 } from './double.ts';

const keysOf = ({ Contents = [] }: Record<string, unknown>) =>
  Array.isArray(Contents) ? Contents.map(({ Key }) => String(Key)) : [];

/** Every page of a list, one after the other. */
async function everyPage(call: ReturnType<typeof newS3>['call'], input: object) {
  const pages: Record<string, unknown>[] = [];
  for (let token: unknown; ; ) {
    const page = await call('ListObjectsV2', {
      ...input,
      ...(token !== undefined && { ContinuationToken: token }),
    });
    pages.push(page);
    token = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(token !== undefined);
    if (token === undefined) return pages;
  }
}

test('pages together hold every key with the prefix once, in order, whatever was put and deleted', async () => {
  const key = fc.stringMatching(/^[ab/]{1,4}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key, deleted: fc.boolean() }), { maxLength: 40 }),
      fc.record({
        prefix: fc.constantFrom('', 'a', 'a/', 'b'),
        after: fc.option(key),
        size: fc.integer({ min: 1, max: 5 }),
      }),
      async (changes, { prefix, after, size }) => {
        const { call, put } = newS3();
        const there = new Set<string>();
        for (const change of changes) {
          await (change.deleted ? call('DeleteObject', { Key: change.key }) : put(change.key));
          if (change.deleted) there.delete(change.key);
          else there.add(change.key);
        }
        const pages = await everyPage(call, {
          Prefix: prefix,
          MaxKeys: size,
          ...(after !== null && { StartAfter: after }),
        });
        const expected = [...there].filter((each) => each.startsWith(prefix) && each > (after ?? '')).sort();
        expect(pages.flatMap(keysOf)).toEqual(expected);
        for (const page of pages) expect(page.KeyCount).toBeLessThanOrEqual(size);
      },
    ),
  );
});

test('keys with a delimiter are rolled up, also from page to page', async () => {
  const { call, put } = newS3();
  for (const each of ['a', 'b/1', 'b/2', 'b/3/x', 'c/1', 'd']) await put(each);
  const pages = await everyPage(call, { Delimiter: '/', MaxKeys: 2 });
  expect(pages.map((page) => [keysOf(page), page.CommonPrefixes])).toEqual([
    [['a'], [{ Prefix: 'b/' }]],
    [['d'], [{ Prefix: 'c/' }]],
  ]);
  const [below] = await everyPage(call, { Delimiter: '/', Prefix: 'b/' });
  expect([keysOf(below ?? {}), below?.CommonPrefixes]).toEqual([['b/1', 'b/2'], [{ Prefix: 'b/3/' }]]);
});

test('a page has a thousand keys at most, and a token that was never given out is refused', async () => {
  const { call, put } = newS3();
  for (let number = 0; number < 2500; number++) await put(`k/${(number * 7919) % 2500}`);
  const pages = await everyPage(call, { MaxKeys: 5000 });
  expect(pages.map(({ KeyCount }) => KeyCount)).toEqual([1000, 1000, 500]);
  await expect(call('ListObjectsV2', { ContinuationToken: '!' })).rejects.toMatchObject({
    name: 'InvalidArgument',
  });
});

test('versions are listed page by page, each key with all of its own', async () => {
  const { call, put } = newS3();
  for (const each of ['a', 'b', 'b', 'c']) await put(each);
  const first = await call('ListObjectVersions', { MaxKeys: 2 });
  expect(first).toMatchObject({
    IsTruncated: true,
    NextKeyMarker: 'b',
    Versions: [{}, { Key: 'b' }, { Key: 'b' }],
  });
  const rest = await call('ListObjectVersions', { KeyMarker: first.NextKeyMarker });
  expect(rest).toMatchObject({ IsTruncated: false, Versions: [{ Key: 'c' }] });
});
