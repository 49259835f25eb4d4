import type { Template } from '../template/template.ts';

/** The functions that somebody will wait for: behind what is posted, and in the workflow. */
export function awaitedFunctions({ api, functions, stateMachines }: Template): string[] {
  const definitions = JSON.stringify(stateMachines);
  const isPosted = (arn: string) =>
    api.routes.some(({ method, functionArn }) => method === 'POST' && functionArn === arn);
  const arns = functions.map(({ arn }) => arn);
  return arns.filter((arn) => isPosted(arn) || definitions.includes(`"${arn}"`));
}
