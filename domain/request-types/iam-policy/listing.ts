import { ListPoliciesCommand } from '@aws-sdk/client-iam';
import { readPolicy } from '../../aws/managed-policies.ts';
import { tagMap } from '../../aws/read-back.ts';
import { requestIdTag } from '../../plan.ts';
import { type AccountClients, created, type Listing, type Present } from '../listing.ts';
import { iamPolicyCreation } from './creation.ts';

export const iamPolicyListing: Listing = {
  list: listPolicies,
  look: (request, _arn, { iam }) => iamPolicyCreation.look(request, iam),
};

async function* listPolicies({ iam }: AccountClients, PathPrefix: string): AsyncGenerator<Present> {
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new ListPoliciesCommand({ Scope: 'Local', PathPrefix, Marker, MaxItems: 1000 }),
    );
    for (const { Arn = '', CreateDate } of page.Policies ?? []) {
      const tag = async () => tagMap((await readPolicy(Arn, iam))?.Tags).get(requestIdTag);
      yield { type: 'iam-policy', arn: Arn, ...created(CreateDate), tag, isOnPath: true };
    }
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
}
