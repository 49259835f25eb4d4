import type { MethodDeploymentOptions } from 'aws-cdk-lib/aws-apigateway';
import type { DeploymentSettings } from '../../domain/configuration/deployment-settings.ts';

/** Settings of one method replace the stage's altogether, so that each repeats them. */
export function methodSettings({ rate, burst }: { rate: number; burst: number }): MethodDeploymentOptions {
  return {
    throttlingRateLimit: rate,
    throttlingBurstLimit: burst,
    metricsEnabled: true,
    dataTraceEnabled: false,
  };
}

/** `/requests/{id}/GET` is how CDK names a method of a stage. */
export function throttledRoutes(
  throttled: DeploymentSettings['throttling']['routes'],
): Record<string, MethodDeploymentOptions> {
  const entries = Object.entries(throttled).map(([route, throttle]) => {
    const [method, path] = route.split(' ');
    return [`${path}/${method}`, methodSettings(throttle)];
  });
  return Object.fromEntries(entries);
}
