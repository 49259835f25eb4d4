import type { Template } from '../template/template.ts';

/** The functions that somebody will wait for: behind what is posted, and in the workflow. */
export function awaitedFunctions({ api, functions, stateMachine }: Template): string[] {
  const definition = JSON.stringify(stateMachine.definition);
  const isPosted = (arn: string) =>
    api.routes.some(({ method, functionArn }) => method === 'POST' && functionArn === arn);
  const arns = functions.map(({ arn }) => arn);
  return arns.filter((arn) => isPosted(arn) || definition.includes(`"${arn}"`));
}
