import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { statics, surface } from './electron-double/surface.ts';
import { usedSurface } from './electron-double/used-surface.ts';
import type { Use } from './electron-double/used-surface.ts';
import { root } from './made-up/program.ts';

const shell = join(root, 'electron/shell');
const tsconfig = join(shell, 'tsconfig.json');
const sources = readdirSync(shell)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => join(shell, name));

/** Plain data that Electron hands out has no behaviour to stand in for. */
const data = new Set([
  'Event',
  'IpcMainInvokeEvent',
  'IpcRendererEvent',
  'MediaAccessPermissionRequest',
  'MessageEvent',
  'WebFrameMain',
]);

const listed = new Map<string, ReadonlySet<string>>(
  Object.entries(surface).map(([owner, { members, ...rest }]) => [
    owner,
    new Set<string>([...members, ...('events' in rest ? rest.events.map((name) => `on:${name}`) : [])]),
  ]),
);
const isListed = ({ owner, name }: Use): boolean =>
  (listed.get(owner)?.has(name) ?? false) ||
  (new Map<string, readonly string[]>(Object.entries(statics)).get(owner)?.includes(name) ?? false);
const missing = (uses: readonly Use[]): string[] =>
  uses
    .filter(
      (use) =>
        !data.has(use.owner) && !/Details$|Params$|Info$|Value$|^Event<|^Handler/.test(use.owner) && !isListed(use),
    )
    .map(({ owner, name, where }) => `${owner}.${name} (${where})`);

const folder = mkdtempSync(join(tmpdir(), 'tongban-surface-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the shell uses nothing of Electron that the stand-in lacks', () => {
  const made = join(folder, 'made-up.ts');
  writeFileSync(
    made,
    `import { app, powerMonitor, shell } from 'electron';
     export const icon = () => app.getFileIcon('x');
     shell.beep();
     powerMonitor.on('suspend', () => app.quit());`,
  );
  const uses = usedSurface([...sources, made], tsconfig);
  const inMadeUp = (use: Use): boolean => use.where.startsWith('made-up.ts');
  // The check itself is sharp: a made-up file that uses three things the stand-in has not.
  expect(missing(uses.filter(inMadeUp))).toEqual([
    'App.getFileIcon (made-up.ts:2)',
    'Shell.beep (made-up.ts:3)',
    'PowerMonitor.on:suspend (made-up.ts:4)',
  ]);
  const own = uses.filter((use) => !inMadeUp(use));
  expect(missing(own)).toEqual([]);
  expect(own.length).toBeGreaterThan(60);
});
