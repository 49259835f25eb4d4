import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './synthesized.ts';

test('a configuration that cannot be used ends the synthesis with sentences and no stack trace', () => {
  const folder = temporaryFolder();
  const config = join(folder, 'config.mjs');
  writeFileSync(config, 'export default { slack: {}, approvals: [], guardrails: {} };\n');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['lib/app.ts'], {
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ config }), CDK_OUTDIR: folder },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line).toMatch(/config\.mjs: [\w.]+: .+\.$/);
});
