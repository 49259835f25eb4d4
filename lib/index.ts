export {
  type ApprovalRule,
  type Approver,
  type Configuration,
  type ConfigurationInput,
  group,
  iam,
  role,
  user,
} from '../domain/configuration/configuration.ts';
export { Countersign, type CountersignProps } from './countersign.ts';
export { ConfigurationMistakes } from './synthesis/check-configuration.ts';
