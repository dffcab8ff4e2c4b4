import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importOffences, innocentFiles } from './import-offences.ts';
import { innocentCode, lintOffences } from './lint-offences.ts';
import { plant, root, run } from './temporary-tree.ts';

const byPath = (files: readonly { path: string; text: string }[]) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

const planted: string[] = [];
const plantForThisFile = (files: Record<string, string>) => {
  const tree = plant(files);
  planted.push(tree);
  return tree;
};
afterAll(() => {
  for (const tree of planted) rmSync(tree, { recursive: true, force: true });
});

describe('what may import what', () => {
  const found = z.object({
    summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
  });
  const cruise = async (folder: string, rooms: readonly string[]) => {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--preserve-symlinks', ...rooms];
    const printed = await run(folder, 'dependency-cruiser/bin/dependency-cruiser.mjs', args);
    return found.parse(JSON.parse(printed)).summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
  };

  let violations: readonly string[] = [];
  beforeAll(async () => {
    const tree = plantForThisFile({ ...innocentFiles, ...byPath(importOffences) });
    violations = await cruise(tree, ['shared', 'electron', 'renderer', 'hub']);
  }, 60_000);

  it.each(importOffences)('$rule refuses $path', ({ rule, path }) => {
    expect(violations).toContain(`${rule} ${path}`);
  });

  it('refuses nothing else', () => {
    const guilty = new Set(importOffences.map(({ path }) => path));
    const blamed = violations.map((line) => line.slice(line.indexOf(' ') + 1));
    expect(blamed.filter((path) => !guilty.has(path))).toEqual([]);
  });

  it('has an offence for every rule', () => {
    const config: unknown = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
    const rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(config).forbidden;
    const names = new Set(rules.map(({ name }) => name));
    expect([...names].sort()).toEqual([...new Set(importOffences.map(({ rule }) => rule))].sort());
  });

  it('finds our own tree clean', async () => {
    expect(await cruise(root, ['shared', 'electron', 'renderer', 'hub'])).toEqual([]);
  }, 60_000);
});

describe('what may be written where', () => {
  const results = z.array(
    z.object({
      filePath: z.string(),
      messages: z.array(z.object({ ruleId: z.string().nullable(), message: z.string() })),
    }),
  );
  let tree = '';
  const messagesByPath = new Map<string, readonly { ruleId: string | null; message: string }[]>();
  beforeAll(async () => {
    tree = plantForThisFile({ ...innocentCode, ...byPath(lintOffences) });
    const printed = await run(tree, 'eslint/bin/eslint.js', ['.', '--format', 'json']);
    for (const { filePath, messages } of results.parse(JSON.parse(printed))) messagesByPath.set(filePath, messages);
  }, 120_000);

  it.each(lintOffences)('refuses $name', ({ path, rule, says }) => {
    const messages = messagesByPath.get(join(tree, path)) ?? [];
    const own = messages.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
    expect(own.join('\n'), JSON.stringify(messages)).toMatch(says);
  });

  it.each(Object.keys(innocentCode))('lets %s pass', (path) => {
    const ours = /^(no-restricted|tongban\/|no-console|@typescript-eslint\/no-restricted)/;
    const messages = messagesByPath.get(join(tree, path));
    expect(messages).toBeDefined();
    expect(messages?.filter(({ ruleId }) => ruleId === null || ours.test(ruleId))).toEqual([]);
  });
});

describe('what compiles where', () => {
  /** Errors in `text`, compiled as one more file of a room, together with everything that the room holds. */
  const compile = (project: string, path: string, text: string): readonly string[] => {
    const file = join(root, path);
    const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
    const config = ts.getParsedCommandLineOfConfigFile(join(root, project), undefined, host);
    if (!config) throw new Error(`${project} cannot be read`);
    const files = ts.createCompilerHost(config.options);
    const read = files.getSourceFile.bind(files);
    files.getSourceFile = (name, version, ...rest) =>
      name === file ? ts.createSourceFile(name, text, version, true) : read(name, version, ...rest);
    const program = ts.createProgram([...config.fileNames, file], config.options, files);
    const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(file));
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  };
  const unknownName = /Cannot find (name|module)/;

  it.each([
    ['shared/tsconfig.json', 'shared/offence.ts', 'export const a = window;'],
    ['shared/tsconfig.json', 'shared/offence.ts', 'export const a = process;'],
    ['shared/tsconfig.json', 'shared/offence.ts', "import fs from 'node:fs';\nexport default fs;"],
    ['electron/tsconfig.json', 'electron/desk/offence.ts', 'export const a = window;'],
    ['electron/tsconfig.json', 'electron/host/offence.ts', 'export const a = document;'],
    ['renderer/tsconfig.json', 'renderer/offence.ts', "import fs from 'node:fs';\nexport default fs;"],
    ['renderer/tsconfig.json', 'renderer/offence.ts', 'export const a = Buffer;'],
    ['renderer/tsconfig.json', 'renderer/offence.ts', 'export const a = process;'],
  ])(
    '%s refuses in %s: %s',
    (project, path, text) => {
      expect(compile(project, path, text).join('\n')).toMatch(unknownName);
    },
    60_000,
  );

  it.each([
    ['shared/tsconfig.json', 'shared/offence.ts', 'export const a = (new Uint8Array(2)).at(0);'],
    ['electron/tsconfig.json', 'electron/desk/offence.ts', "import fs from 'node:fs';\nexport default fs;"],
    [
      'electron/shell/tsconfig.json',
      'electron/shell/offence.ts',
      "import { app } from 'electron';\nexport default app;",
    ],
    ['renderer/tsconfig.json', 'renderer/offence.ts', 'export const a = window;'],
  ])(
    '%s compiles in %s: %s',
    (project, path, text) => {
      expect(compile(project, path, text)).toEqual([]);
    },
    60_000,
  );
});
