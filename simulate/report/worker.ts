import { parentPort } from 'node:worker_threads';
import type { Explored, Share } from '../explore/exhaustive.ts';
import { deployment } from '../workflow/deployment.ts';
import { explore, type Job, type Swept, sweepSeeds } from './jobs.ts';
import { profiled } from './profile.ts';

// Thousands of errors are part of the game, and nobody reads where they came from: a replay shows that.
Error.stackTraceLimit = 0;
const deployed = await deployment();

parentPort?.on('message', ({ job, share }: { job: Job; share: Share }) => {
  const begin = process.threadCpuUsage();
  void profiled<Swept | Explored>(() => run(job, share)).then(({ result, samples }) => {
    const { user, system } = process.threadCpuUsage(begin);
    parentPort?.postMessage({ result, samples, seconds: (user + system) / 1e6 });
  });
});

function run(job: Job, share: Share): Promise<Swept | Explored> {
  return job.part === 'random' ? sweepSeeds(deployed, job, share) : explore(deployed, job, share);
}
