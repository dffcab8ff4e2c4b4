/** For each rule of `.dependency-cruiser.cjs`, by its name: a file whose import must be refused. */
export interface ImportOffence {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}

/** Files that the offences import, themselves without fault. */
export const innocentFiles: Readonly<Record<string, string>> = {
  'shared/kernel/fine.ts': 'export const fine = 1;\n',
  'electron/desk/fine.ts': "import { fine } from '#shared/kernel/fine.ts';\nexport const deskFine = fine;\n",
  'electron/desk/store/fine.ts':
    "import Database from 'better-sqlite3';\nexport const open = (path: string) => new Database(path);\n",
  'electron/desk/fine.test.ts': "import { hostFine } from '../host/fine.ts';\nexport const tested = hostFine;\n",
  'electron/host/fine.ts': "import { deskFine } from '#desk/fine.ts';\nexport const hostFine = deskFine;\n",
  'electron/shell/fine.ts':
    "import { app } from 'electron';\nimport { deskFine } from '#desk/fine.ts';\nexport const shellFine = [app, deskFine];\n",
  'renderer/fine.ts':
    "import { useState } from 'react';\nimport { fine } from '#shared/kernel/fine.ts';\nexport const rendererFine = [useState, fine];\n",
  'hub/fine.ts': "import { fine } from '#shared/kernel/fine.ts';\nexport const hubFine = fine;\n",
  'shared/time/tail.ts': "import { snake } from './snake.ts';\nexport const tail = () => snake;\n",
  'shared/kernel/one-type.ts':
    "import type { Other } from './other-type.ts';\nexport interface One { other?: Other }\n",
  'shared/kernel/other-type.ts': "import type { One } from './one-type.ts';\nexport interface Other { one?: One }\n",
};

const offence = (rule: string, path: string, text: string): ImportOffence => ({ rule, path, text });

export const importOffences: readonly ImportOffence[] = [
  offence('shared-imports-nothing-else', 'shared/time/to-desk.ts', "import '#desk/fine.ts';"),
  offence('shared-imports-nothing-else', 'shared/time/to-renderer.ts', "import '../../renderer/fine.ts';"),
  offence(
    'shared-imports-nothing-else',
    'shared/time/to-hub-types.ts',
    "import type { hubFine } from '../../hub/fine.ts';\nexport type H = typeof hubFine;",
  ),
  offence('shared-uses-no-node', 'shared/time/to-node.ts', "import 'node:fs';"),
  offence('shared-uses-no-node', 'shared/time/to-node-old-style.ts', "import 'fs';"),
  offence('shared-uses-pure-packages', 'shared/time/to-pino.ts', "import 'pino';"),
  offence('desk-imports-shared', 'electron/desk/to-host.ts', "import '../host/fine.ts';"),
  offence('desk-imports-shared', 'electron/desk/to-shell.ts', "import '../shell/fine.ts';"),
  offence('desk-imports-shared', 'electron/desk/to-renderer.ts', "import '../../renderer/fine.ts';"),
  offence('host-imports-desk-and-shared', 'electron/host/to-shell.ts', "import '../shell/fine.ts';"),
  offence('shell-imports-desk-and-shared', 'electron/shell/to-host.ts', "import '../host/fine.ts';"),
  offence('shell-imports-desk-and-shared', 'electron/shell/to-renderer.ts', "import '../../renderer/fine.ts';"),
  offence('hub-imports-shared', 'hub/to-desk.ts', "import '#desk/fine.ts';"),
  offence('renderer-imports-shared', 'renderer/to-desk.ts', "import '#desk/fine.ts';"),
  offence(
    'renderer-imports-shared',
    'renderer/to-desk-types.tsx',
    "import type { deskFine } from '#desk/fine.ts';\nexport type D = typeof deskFine;",
  ),
  offence('renderer-uses-no-node', 'renderer/to-node.ts', "import 'node:path';"),
  offence('only-shell-imports-electron', 'electron/desk/to-electron.ts', "import 'electron';"),
  offence('only-shell-imports-electron', 'electron/host/to-electron.ts', "import 'electron';"),
  offence(
    'only-shell-imports-electron',
    'renderer/to-electron-types.ts',
    "import type { App } from 'electron';\nexport type A = App;",
  ),
  offence('only-electron-opens-sqlite', 'renderer/to-sqlite.ts', "import 'better-sqlite3';"),
  offence(
    'only-store-opens-sqlite',
    'electron/desk/to-sqlite.ts',
    "import Database from 'better-sqlite3';\nexport { Database };",
  ),
  offence('no-react-outside-renderer', 'electron/desk/to-react.ts', "import 'react';"),
  offence('no-react-outside-renderer', 'shared/documents/to-mantine.ts', "import '@mantine/core';"),
  offence('shipped-code-uses-shipped-packages', 'electron/desk/to-development.ts', "import 'fast-check';"),
  offence('no-tests-in-the-program', 'electron/desk/to-test.ts', "import './fine.test.ts';"),
  offence('resolvable', 'electron/desk/to-nowhere.ts', "import './nowhere.ts';"),
  offence('no-cycles', 'shared/time/snake.ts', "import { tail } from './tail.ts';\nexport const snake = () => tail;"),
];
