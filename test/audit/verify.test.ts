import { describe, expect, test } from '@jest/globals';
import { audited, findingsOf, trusted } from '../support/audited.ts';
import { t } from '../support/trails.ts';

describe('a sound archive', () => {
  test('is proven: requests, events, digests, period, key', async () => {
    const { findings, proof } = await findingsOf(await audited());
    expect(findings).toEqual([]);
    expect(proof).toEqual({
      ...{ requests: 3, events: 13, digests: 4, from: t(0), to: t(240) },
      signedBy: [trusted[0]?.fingerprint],
      ...{ begunBefore: 0, older: 0, uncovered: 1 },
    });
  });
});
