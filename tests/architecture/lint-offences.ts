/** For each limit of ESLint: code that must be refused by `rule` with a message that matches `says`. */
export interface LintOffence {
  readonly name: string;
  readonly rule: string;
  readonly says: RegExp;
  readonly path: string;
  readonly text: string;
}

const passedIn = /Clock and random are passed in/;
const pure = /shared\/ is pure/;
const stays = /Nothing personal stays in the browser/;
const words = /Words on the screen come from shared\/words/;
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';
const imports = '@typescript-eslint/no-restricted-imports';

type Row = readonly [name: string, room: string, rule: string, says: RegExp, text: string];

const database = "import type Database from 'better-sqlite3';\n";

const rows: readonly Row[] = [
  // shared: no clock, no random, no Node, no DOM
  ['Date.now in shared', 'shared/x.ts', syntax, passedIn, 'export const now = () => Date.now();'],
  ['new Date() in shared', 'shared/x.ts', syntax, passedIn, 'export const now = () => new Date();'],
  ['Date() in shared', 'shared/x.ts', syntax, passedIn, 'export const now = () => Date();'],
  ['Math.random in shared', 'shared/x.ts', syntax, passedIn, 'export const draw = () => Math.random();'],
  [
    'a random uuid in shared',
    'shared/x.ts',
    syntax,
    passedIn,
    "import { v7 } from 'uuid';\nexport const id = () => v7();",
  ],
  ['performance in shared', 'shared/x.ts', globals, pure, 'export const now = () => performance.now();'],
  ['setTimeout in shared', 'shared/x.ts', globals, pure, 'export const wait = () => setTimeout(() => undefined, 1);'],
  ['fetch in shared', 'shared/x.ts', globals, pure, "export const get = () => fetch('https://example.org');"],
  ['window in shared', 'shared/x.ts', globals, pure, 'export const w = () => window;'],
  ['process in shared', 'shared/x.ts', globals, pure, 'export const p = () => process;'],
  ['globalThis in shared', 'shared/x.ts', globals, pure, 'export const g = () => globalThis;'],
  ['node: in shared', 'shared/x.ts', imports, /does not use Node/, "export { readFileSync } from 'node:fs';"],
  ['the desk in shared', 'shared/x.ts', imports, /imports nothing else of ours/, "export { a } from '#desk/a.ts';"],
  ['local time in shared', 'shared/x.ts', syntax, /time zone/, 'export const hour = (day: Date) => day.getHours();'],
  ['a local date in shared', 'shared/x.ts', syntax, /time zone/, 'export const day = new Date(2026, 10, 22);'],
  [
    'asking for the kind in shared',
    'shared/x.ts',
    syntax,
    /if \(kind/,
    "export const isService = (kind: string) => kind === 'service';",
  ],
  // desk and host: told the time
  ['Date.now in the desk', 'electron/desk/x.ts', syntax, passedIn, 'export const now = () => Date.now();'],
  ['new Date() in the host', 'electron/host/x.ts', syntax, passedIn, 'export const now = () => new Date();'],
  ['performance in the desk', 'electron/desk/x.ts', globals, passedIn, 'export const now = () => performance.now();'],
  ['hrtime in the desk', 'electron/desk/x.ts', syntax, passedIn, 'export const now = () => process.hrtime.bigint();'],
  ['random bytes in the desk', 'electron/desk/x.ts', imports, passedIn, "export { randomBytes } from 'node:crypto';"],
  [
    'crypto.randomUUID in the desk',
    'electron/desk/x.ts',
    syntax,
    passedIn,
    'export const id = () => crypto.randomUUID();',
  ],
  ['new Date() in the shell', 'electron/shell/x.ts', syntax, passedIn, 'export const now = () => new Date();'],
  ['electron in the desk', 'electron/desk/x.ts', imports, /Only electron\/shell/, "export { app } from 'electron';"],
  ['electron in the host', 'electron/host/x.ts', imports, /Only electron\/shell/, "export { app } from 'electron';"],
  ['a path into another room', 'electron/desk/x.ts', imports, /Across rooms/, "export { a } from '../../shared/a.ts';"],
  [
    'console in the desk',
    'electron/desk/x.ts',
    'no-console',
    /console/,
    "export const say = () => { console.log('a'); };",
  ],
  [
    'asking for the kind in the desk',
    'electron/desk/x.ts',
    syntax,
    /if \(kind/,
    "export const f = (row: { kind: string }) => row.kind !== 'service';",
  ],
  [
    'a switch on the kind',
    'electron/desk/x.ts',
    syntax,
    /if \(kind/,
    "export function f(kind: string) { switch (kind) { case 'service': return 1; default: return 2; } }",
  ],
  // SQL only by the tag
  [
    'SQL joined',
    'electron/desk/store/x.ts',
    'tongban/sql-by-tag',
    /never put together/,
    `${database}export const f = (db: Database.Database, name: string) => db.prepare("SELECT '" + name + "'");`,
  ],
  [
    'SQL in a template',
    'electron/desk/store/x.ts',
    'tongban/sql-by-tag',
    /never put together/,
    `${database}export const f = (db: Database.Database, name: string) => db.exec(\`DELETE FROM \${name}\`);`,
  ],
  [
    'SQL by a variable',
    'electron/desk/store/x.ts',
    'tongban/sql-by-tag',
    /never put together/,
    `${database}export const f = (db: Database.Database, text: string) => db.pragma(text);`,
  ],
  [
    'SQL of something else called Sql',
    'electron/desk/store/x.ts',
    'tongban/sql-by-tag',
    /never put together/,
    `${database}export const f = (db: Database.Database, q: { sql: string }) => db.prepare(q.sql);`,
  ],
  ['raw SQL', 'electron/desk/x.ts', imports, /nothing goes round it/, "export { raw } from 'sql-template-tag';"],
  [
    'raw SQL in a composition root',
    'electron/desk/y-worker.ts',
    imports,
    /nothing goes round it/,
    "export { raw } from 'sql-template-tag';",
  ],
  // the hub: told the time, PostgreSQL through one file
  ['Date.now in the hub', 'hub/sync/x.ts', syntax, passedIn, 'export const now = () => Date.now();'],
  ['random bytes in the hub', 'hub/sync/x.ts', imports, passedIn, "export { randomBytes } from 'node:crypto';"],
  [
    'random bytes beside the driver',
    'hub/store/pg.ts',
    imports,
    passedIn,
    "export { randomBytes } from 'node:crypto';",
  ],
  ['the desk in the hub', 'hub/x.ts', imports, /The hub imports only shared/, "export { a } from '#desk/a.ts';"],
  ['a path out of the hub', 'hub/sync/x.ts', imports, /Across rooms/, "export { a } from '../../shared/a.ts';"],
  ['the bare driver', 'hub/sync/x.ts', imports, /take a Database/, "export { Pool } from 'pg';"],
  ['raw SQL in the hub', 'hub/sync/x.ts', imports, /nothing goes round it/, "export { raw } from 'sql-template-tag';"],
  ['console in the hub', 'hub/x.ts', 'no-console', /console/, "export const say = () => { console.log('a'); };"],
  [
    'asking for the kind in the hub',
    'hub/x.ts',
    syntax,
    /if \(kind/,
    "export const isService = (kind: string) => kind === 'service';",
  ],
  // renderer
  ['localStorage', 'renderer/x.ts', globals, stays, "export const f = () => localStorage.getItem('a');"],
  ['sessionStorage by window', 'renderer/x.ts', syntax, stays, 'export const f = () => window.sessionStorage;'],
  ['indexedDB', 'renderer/x.ts', globals, stays, 'export const f = () => indexedDB;'],
  ['the cache of the browser', 'renderer/x.ts', globals, stays, 'export const f = () => caches;'],
  ['cookies', 'renderer/x.ts', syntax, stays, 'export const f = () => document.cookie;'],
  [
    'fetch outside the client',
    'renderer/x.ts',
    globals,
    /talks only through the client/,
    "export const f = () => fetch('/');",
  ],
  [
    'localStorage in the client',
    'renderer/client/x.ts',
    globals,
    stays,
    "export const f = () => localStorage.getItem('a');",
  ],
  ['node: in the renderer', 'renderer/x.ts', imports, /does not use Node/, "export { join } from 'node:path';"],
  ['the desk in the renderer', 'renderer/x.ts', imports, /imports only #shared/, "export { a } from '#desk/a.ts';"],
  ['Chinese in JSX', 'renderer/X.tsx', syntax, words, 'export const X = () => <p>办结</p>;'],
  ['English in JSX', 'renderer/X.tsx', syntax, words, 'export const X = () => <p>Closed</p>;'],
  ['Chinese in an attribute', 'renderer/X.tsx', syntax, words, 'export const X = () => <input title="姓名" />;'],
  [
    'Chinese in a template',
    'renderer/X.tsx',
    syntax,
    words,
    'export const X = ({ n }: { n: number }) => <p>{`${n} 件`}</p>;',
  ],
  ['Chinese in a kind slot', 'renderer/kinds/X.tsx', syntax, words, 'export const X = () => <p>办结</p>;'],
  [
    'HTML from text',
    'renderer/X.tsx',
    syntax,
    /never as HTML/,
    'export const X = ({ h }: { h: string }) => <p dangerouslySetInnerHTML={{ __html: h }} />;',
  ],
  [
    'asking for the kind on a screen',
    'renderer/x.ts',
    syntax,
    /if \(kind/,
    "export const f = (kind: string) => kind === 'service';",
  ],
  [
    'a hook under a condition',
    'renderer/X.tsx',
    'react-hooks/rules-of-hooks',
    /conditionally/,
    "import { useState } from 'react';\nexport const X = ({ a }: { a: boolean }) => { if (a) { useState(1); } return null; };",
  ],
  // Electron's checklist
  [
    'a window without a sandbox',
    'electron/shell/windows.ts',
    'electron-security/no-sandbox-disabled',
    /./,
    "import { BrowserWindow } from 'electron';\nexport const w = () => new BrowserWindow({ webPreferences: { sandbox: false } });",
  ],
  [
    'a window without isolation',
    'electron/shell/windows.ts',
    'electron-security/no-context-isolation-disabled',
    /./,
    "import { BrowserWindow } from 'electron';\nexport const w = () => new BrowserWindow({ webPreferences: { contextIsolation: false } });",
  ],
  [
    'a window outside the factory',
    'electron/shell/x.ts',
    'electron-security/require-factory',
    /createWindow/,
    "import { BrowserWindow } from 'electron';\nexport const w = () => new BrowserWindow();",
  ],
  [
    'openExternal outside its file',
    'electron/shell/x.ts',
    'electron-security/require-factory',
    /./,
    "import { shell } from 'electron';\nexport const o = (u: string) => shell.openExternal(u);",
  ],
  [
    'ipcMain outside its file',
    'electron/shell/x.ts',
    'electron-security/require-factory',
    /./,
    "import { ipcMain } from 'electron';\nipcMain.handle('a', () => 1);",
  ],
  // everywhere
  ['any', 'shared/x.ts', '@typescript-eslint/no-explicit-any', /./, 'export const f = (a: any) => a as string;'],
  [
    'non-null',
    'shared/x.ts',
    '@typescript-eslint/no-non-null-assertion',
    /./,
    'export const f = (a: string | null) => a!;',
  ],
  [
    'ts-expect-error',
    'shared/x.ts',
    '@typescript-eslint/ban-ts-comment',
    /./,
    "// @ts-expect-error it is wrong on purpose\nexport const a: number = 'a';",
  ],
  [
    'a promise nobody waits for',
    'electron/desk/x.ts',
    '@typescript-eslint/no-floating-promises',
    /./,
    'export const f = (p: Promise<void>) => { p.then(() => undefined); };',
  ],
  [
    'a rule switched off inside a file',
    'shared/x.ts',
    '@typescript-eslint/no-explicit-any',
    /./,
    '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const f = (a: any) => a as string;',
  ],
  [
    'any in a test',
    'shared/x.test.ts',
    '@typescript-eslint/no-explicit-any',
    /./,
    'export const f = (a: any) => a as string;',
  ],
];

/** A folder of its own for each, so that the name of the file may matter. */
const inOwnFolder = (path: string, index: number): string => {
  if (path === 'hub/store/pg.ts') return path;
  if (path.endsWith('shell/windows.ts'))
    return path.replace('windows.ts', `w${String(index)}/electron/shell/windows.ts`);
  const slash = path.lastIndexOf('/');
  return `${path.slice(0, slash)}/offence${String(index)}${path.slice(slash)}`;
};

export const lintOffences: readonly LintOffence[] = rows.map(([name, path, rule, says, text], index) => ({
  name,
  rule,
  says,
  path: inOwnFolder(path, index),
  text: `${text}\n`,
}));

/** What the same limits must let pass. */
export const innocentCode: Readonly<Record<string, string>> = {
  'shared/kinds/service/index.ts': 'export const name = "service";\n',
  'shared/fine.ts': 'export const day = (at: number) => new Date(at).getUTCDay();\n',
  'electron/desk/system.ts': 'export const clock = { now: () => Date.now() };\n',
  'electron/host/main.ts': "import { randomBytes } from 'node:crypto';\nexport const token = () => randomBytes(16);\n",
  'electron/desk/store/fine.ts': `${database}import sql from 'sql-template-tag';
const known = 'SELECT 1';
export const f = (db: Database.Database, id: string) => {
  const query = sql\`SELECT * FROM entry WHERE id = \${id}\`;
  return [db.prepare(known), db.prepare(query.sql), db.exec('BEGIN'), /a/.exec(id + id)];
};
`,
  'hub/main.ts': "import { randomBytes } from 'node:crypto';\nexport const token = () => randomBytes(16);\n",
  'renderer/client/fine.ts': "export const call = () => fetch('/rpc');\n",
  'renderer/Fine.tsx':
    'export const Fine = ({ words }: { words: (key: string) => string }) => <p>{words("case.closed")} · </p>;\n',
  'renderer/kinds/Fine.tsx': "export const f = (kind: string) => kind === 'service';\n",
};
