export {
  type ApprovalRule,
  type Approver,
  type Configuration,
  group,
  iam,
  role,
  user,
} from '../domain/configuration/configuration.ts';
export { Countersign, type CountersignProps } from './countersign.ts';
export type * from './options/configuration-input.ts';
export type * from './options/deployment-options.ts';
export type * from './options/references.ts';
export { ConfigurationMistakes } from './synthesis/check-configuration.ts';
