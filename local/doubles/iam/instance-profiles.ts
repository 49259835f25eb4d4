import { account, type Operations, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './errors.ts';
import { roleOutput } from './output.ts';
import type { Pages } from './pages.ts';
import {
  createInstanceProfile,
  instanceProfile,
  ofRole,
  parse,
  roleInInstanceProfile,
} from './parameters.ts';
import type { Roles } from './roles.ts';
import type { InstanceProfile } from './state.ts';
import { uniqueId } from './unique-id.ts';

/** The instance profiles of the account, which hold one role each. */
export class InstanceProfiles {
  readonly #sources: Sources & { remember: Remember };
  readonly #roles: Roles;
  readonly #byName: Map<string, InstanceProfile>;

  constructor(sources: Sources & { remember: Remember }, roles: Roles, kept: readonly InstanceProfile[]) {
    this.#sources = sources;
    this.#roles = roles;
    this.#byName = new Map(kept.map((one) => [one.InstanceProfileName.toLowerCase(), one]));
  }

  /** Those that hold a role, oldest first. */
  of(roleName: string): InstanceProfile[] {
    return this.all().filter((one) => one.RoleName?.toLowerCase() === roleName.toLowerCase());
  }

  all(): InstanceProfile[] {
    return [...this.#byName.values()];
  }

  operations(pages: Pages): Operations {
    return {
      CreateInstanceProfile: (input) => {
        const { InstanceProfileName, Path } = parse(createInstanceProfile, input);
        return { InstanceProfile: this.#output(this.#create(InstanceProfileName, Path)) };
      },
      GetInstanceProfile: (input) => {
        const found = this.#get(parse(instanceProfile, input).InstanceProfileName);
        return { InstanceProfile: this.#output(found) };
      },
      AddRoleToInstanceProfile: (input) => {
        const { InstanceProfileName, RoleName } = parse(roleInInstanceProfile, input);
        const found = this.#get(InstanceProfileName);
        const role = this.#roles.modifiable(RoleName);
        if (found.RoleName !== undefined) {
          throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
        }
        this.#save({ ...found, RoleName: role.RoleName });
        return {};
      },
      RemoveRoleFromInstanceProfile: (input) => {
        const { InstanceProfileName, RoleName } = parse(roleInInstanceProfile, input);
        const { RoleName: held, ...found } = this.#get(InstanceProfileName);
        this.#roles.modifiable(RoleName);
        if (held?.toLowerCase() !== RoleName.toLowerCase()) {
          throw noSuchEntity(`Role ${RoleName} does not exist in instance profile ${InstanceProfileName}`);
        }
        this.#save(found);
        return {};
      },
      DeleteInstanceProfile: (input) => {
        const found = this.#get(parse(instanceProfile, input).InstanceProfileName);
        if (found.RoleName !== undefined) {
          throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
        }
        this.#sources.remember('instanceProfiles', found.Arn, undefined);
        this.#byName.delete(found.InstanceProfileName.toLowerCase());
        return {};
      },
      ListInstanceProfilesForRole: (input) => {
        const { RoleName, ...asked } = parse(ofRole, input);
        const { items, rest } = pages(this.of(this.#roles.get(RoleName).RoleName), asked);
        return { InstanceProfiles: items.map((one) => this.#output(one)), ...rest };
      },
    };
  }

  #create(InstanceProfileName: string, Path: string): InstanceProfile {
    if (this.#byName.has(InstanceProfileName.toLowerCase())) {
      throw alreadyExists(`Instance Profile ${InstanceProfileName} already exists.`);
    }
    return this.#save({
      InstanceProfileName,
      Path,
      InstanceProfileId: uniqueId('AIPA', this.#sources.newId),
      Arn: `arn:aws:iam::${account}:instance-profile${Path}${InstanceProfileName}`,
      CreateDate: this.#sources.clock().toISOString(),
    });
  }

  #get(name: string): InstanceProfile {
    const found = this.#byName.get(name.toLowerCase());
    if (found === undefined) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
    return found;
  }

  #save(profile: InstanceProfile): InstanceProfile {
    this.#sources.remember('instanceProfiles', profile.Arn, profile);
    this.#byName.set(profile.InstanceProfileName.toLowerCase(), profile);
    return profile;
  }

  #output({ RoleName, ...profile }: InstanceProfile): object {
    const role = RoleName === undefined ? undefined : this.#roles.find(RoleName);
    const Roles = role ? [roleOutput(role, (id) => this.#roles.byId(id)?.Arn)] : [];
    return { ...profile, CreateDate: new Date(profile.CreateDate), Roles, Tags: [] };
  }
}
