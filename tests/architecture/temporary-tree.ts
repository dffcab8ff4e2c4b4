import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** The files that hold the rules; everything else of a temporary tree is made up. */
const rules = [
  ...['package.json', 'tsconfig.base.json', 'eslint.config.mjs', '.dependency-cruiser.cjs', 'build/lint'],
  ...['shared', 'electron', 'electron/shell', 'renderer', 'hub', 'tests', 'build'].map(
    (room) => `${room}/tsconfig.json`,
  ),
];

/** A made-up project under this one's rules: `files` maps paths to texts. Returns its folder. */
export function plant(files: Readonly<Record<string, string>>): string {
  const tree = mkdtempSync(join(tmpdir(), 'tongban-rooms-'));
  for (const rule of rules) cpSync(join(root, rule), join(tree, rule), { recursive: true });
  cpSync(join(root, 'shared/kernel/platform.d.ts'), join(tree, 'shared/kernel/platform.d.ts'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return tree;
}

/** What a tool of node_modules prints; the tools that look for offences exit with 1 when they find some. */
export function run(folder: string, tool: string, args: readonly string[]): Promise<string> {
  const script = join(root, 'node_modules', tool);
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      if (stdout === '') fail(new Error(`${tool} said nothing: ${stderr}`, { cause: error }));
      else done(stdout);
    });
  });
}
