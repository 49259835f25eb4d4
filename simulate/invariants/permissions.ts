import { ownNamePrefix } from '../../domain/aws/own-resources.ts';
import type { AccountView } from '../../local/authorization/access.ts';
import { accountView } from '../../local/authorization/account-view.ts';
import { Role } from '../../local/authorization/role.ts';
import { needsOf } from '../../local/authorization/services.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { Call } from '../world/call.ts';
import type { World } from '../world/world.ts';
import { must } from './violation.ts';

/** Roles are read once: thousands of worlds are made of one deployment. */
const rolesOf = new WeakMap<Deployment, ReadonlyMap<string, Role>>();

function rolesIn(deployment: Deployment): ReadonlyMap<string, Role> {
  const known = rolesOf.get(deployment);
  if (known) return known;
  const { roles, resourceDenials } = deployment;
  const read = new Map(roles.map((role) => [role.functionName, new Role(role, resourceDenials)]));
  rolesOf.set(deployment, read);
  return read;
}

/** Holds each call, as it takes effect, against the policies of the function's role. */
export function watchPermissions({ deployment, services, calls }: World): void {
  const roles = rolesIn(deployment);
  const account = accountView(deployment, {
    roleArn: (name) => services.roleArn(name),
    resources: () => services.resources(),
  });
  calls.witnesses.push((call) => {
    try {
      check(call, roles.get(`${ownNamePrefix}${call.invocation.name}`), account);
    } catch (error) {
      calls.fail(error);
    }
  });
}

function check(
  { service, operation, input, invocation }: Call,
  role: Role | undefined,
  account: AccountView,
) {
  if (service === 'slack') return;
  for (const access of needsOf({ service, operation, input }, account)) {
    const verdict = role?.judge(access, account) ?? 'has no role';
    const what = () => `${invocation.name} asks for ${access.action} on ${access.resource}: ${verdict}`;
    must('as-permitted', verdict === 'allowed', what);
  }
}
