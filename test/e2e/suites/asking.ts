import { describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

/** What somebody does before they ask, and afterwards. */
export function askingSuite(stack: Running): void {
  describe('a preview', () => {
    test.each(requestTypeNames)('of %s says what the request is then', async (type) => {
      const { client } = stack;
      const body = submission(type);
      const previewed = await client.call('POST', '/requests/preview', { body });
      expect([previewed.status, previewed.text]).toEqual([200, expect.any(String)]);
      const { digest, risk, rejections } = JSON.parse(previewed.text);
      const { id } = await client.pending(body);
      expect({ rejections, digest, risk }).toMatchObject({ rejections: [], ...(await rest(id)) });
    });

    test('reads what a profile refers to', async () => {
      const { parameters, ...body } = submission('rolesanywhere-profile');
      const managedPolicyArns = ['arn:aws:iam::aws:policy/ReadOnlyAccess'];
      const asked = { ...body, parameters: { ...parameters, managedPolicyArns } };
      const { status } = await stack.client.call('POST', '/requests/preview', { body: asked });
      expect(status).toBe(200);
    });

    async function rest(id: string) {
      const { text } = await stack.client.call('GET', `/requests/${id}`);
      const { digest, risk } = JSON.parse(text);
      return { digest, risk };
    }
  });

  test("who calls is told who they are, and sees their own requests and nobody else's", async () => {
    const { client } = stack;
    const as = 'dora@example.com';
    const who = JSON.parse((await client.call('GET', '/me', { as })).text);
    expect(who).toMatchObject({
      principal: expect.stringMatching(/\/dora@example\.com$/),
      mayApprove: false,
    });
    const { id } = await client.submit(submission(), { as });
    await client.submit(submission(), { as: 'dora@example.co' });
    const own = JSON.parse((await client.call('GET', '/me/requests', { as })).text);
    expect(own.items).toMatchObject([{ id, requester: who.principal }]);
  });
}
