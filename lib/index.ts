export {
  type ApprovalRule,
  type Approver,
  type Configuration,
  type ConfigurationInput,
  group,
  iam,
  role,
  user,
} from '../domain/configuration.ts';
export { ConfigurationMistakes } from './check-configuration.ts';
export { Countersign, type CountersignProps } from './countersign.ts';
