/* The local stack as a process, from a synthesized stack: `node serve-assembly.ts ASSEMBLY DATA`. */
import { startStack } from '../../../local/stack/stack.ts';

const [assembly = '', data = ''] = process.argv.slice(2);
const configuration = 'countersign.config.ts';
const stack = await startStack({
  port: 0,
  configuration,
  assembly,
  data,
  slackLimit: false,
  awsLimits: false,
  verbose: false,
});
console.log(`Countersign is ready: ${stack.url}`);
