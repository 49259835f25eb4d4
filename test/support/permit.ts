import type { S3Client } from '@aws-sdk/client-s3';
import { Authorization } from '../../local/authorization/authorization.ts';
import { ModelledError } from '../../local/doubles/modelled-error.ts';
import type { Statement } from '../../local/template/statements.ts';

const nobody = { roles: [], policies: [], instanceProfiles: [], profiles: [], permissions: [] };

/** Lets a client of the audit bucket do what these statements allow: it is refused the rest, and not told what S3 does not tell. */
export function permit(s3: S3Client, statements: readonly Statement[]): void {
  const arn = 'arn:aws:iam::111122223333:role/somebody';
  const authorization = new Authorization({
    template: {
      roles: [{ functionName: 'somebody', arn, statements: [...statements] }],
      ...{ resourceDenials: [], secrets: [], tables: [] },
      stateMachines: [],
    },
    holderOf: () => 'somebody',
    account: { roleArn: () => undefined, resources: () => nobody },
    log: () => undefined,
  });
  s3.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '');
        const call = { service: 's3', operation, input: { ...args.input } } as const;
        const refusal = authorization.refusal('', call);
        if (refusal) throw refusal;
        return next(args).catch((error: unknown) => {
          if (!(error instanceof Error)) throw error;
          throw authorization.disguise('', call, new ModelledError(error.name, 404, error.message));
        });
      },
    { step: 'initialize', priority: 'high' },
  );
}
