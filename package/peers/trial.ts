import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../build.ts';

const tsconfig = {
  compilerOptions: {
    ...{ noEmit: true, strict: true, module: 'nodenext', target: 'es2024', types: ['node'] },
    skipLibCheck: true,
  },
};

/** The package in an app of somebody's, whose other dependencies are exchanged. */
export class Trial {
  readonly #root: string;
  readonly #built: string;

  private constructor(root: string, built: string) {
    this.#root = root;
    this.#built = built;
  }

  static async prepare(root: string): Promise<Trial> {
    const built = mkdtempSync(join(tmpdir(), 'countersign-built-'));
    await buildPackage(join(built, 'dist'));
    cpSync(join(root, 'package.json'), join(built, 'package.json'));
    return new Trial(root, built);
  }

  /** Whether the examples have types and are synthesized with these versions; says so as well. */
  works(versions: Readonly<Record<string, string>>): boolean {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-peers-'));
    try {
      const why = this.#failure(folder, versions);
      console.log(`${JSON.stringify(versions)}: ${why ?? 'works'}`);
      return why === undefined;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #failure(folder: string, versions: Readonly<Record<string, string>>): string | undefined {
    const run = (command: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
      return status === 0 ? undefined : `${command} ${args[0]}: ${firstError(stdout + stderr)}`;
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    const installed = run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted);
    if (installed !== undefined) return installed;
    this.#lay(folder);
    const examples = readdirSync(join(folder, 'examples')).map((name) => join('examples', name, 'app.ts'));
    const tsc = join(this.#root, 'node_modules/.bin/tsc');
    return [() => run(tsc, '-p', '.'), ...examples.map((app) => () => run(process.execPath, app))].reduce<
      string | undefined
    >((failed, next) => failed ?? next(), undefined);
  }

  #lay(folder: string): void {
    cpSync(join(this.#root, 'examples'), join(folder, 'examples'), { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, 'countersign'));
    // A link would lead to the dependencies of this repository.
    cpSync(this.#built, join(modules, 'countersign'), { recursive: true });
    for (const name of ['zod', '@types'])
      symlinkSync(join(this.#root, 'node_modules', name), join(modules, name));
  }
}

function firstError(output: string): string {
  return (
    output
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim() ?? output.slice(0, 200)
  );
}
