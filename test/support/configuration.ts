import configurationInput from '../../countersign.config.ts';
import {
  type Configuration,
  type ConfigurationInput,
  configurationSchema,
} from '../../domain/configuration/configuration.ts';

/** The configuration that ships, with some parts replaced. */
export function configurationWith(overrides: Partial<ConfigurationInput> = {}): Configuration {
  return configurationSchema.parse({ ...configurationInput, ...overrides });
}
