/**
 * Stands in, in the bundles, for the SDK's ways to credentials other than the environment, where Lambda puts them:
 * single sign-on, profiles, processes, instance metadata. They are a fifth of each bundle, and never reached. Only the
 * provider fails, not what makes it: the Roles Anywhere client makes all of them when it is constructed.
 */
function absent(): () => Promise<never> {
  return async () => {
    throw new Error('Credentials come from the environment; there are none in it.');
  };
}

export const fromContainerMetadata = absent;
export const fromHttp = absent;
export const fromIni = absent;
export const fromInstanceMetadata = absent;
export const fromProcess = absent;
export const fromSSO = absent;
export const fromTokenFile = absent;
export const ENV_CMDS_FULL_URI = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
export const ENV_CMDS_RELATIVE_URI = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
