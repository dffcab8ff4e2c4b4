/** What must not compile, asked of the compiler itself. */
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const snippet = join(import.meta.dirname, 'snippet.ts');

const preamble = `
import { all, run, sql, transact, type ReadHandle, type WriteHandle } from './handles.ts';
declare const read: ReadHandle;
declare const write: WriteHandle;
const row = sql<{ id: number }>\`SELECT 1 AS id\`;
`;

const mustCompile = `
transact(write, (transaction) => run(transaction, row).changes);
transact(write, (transaction) => { all(transaction, row); });
export const numbers: { id: number }[] = all(read, row);
`;

const mustNot: readonly (readonly [what: string, code: string])[] = [
  ['an async transaction', 'transact(write, async (transaction) => { run(transaction, row); });'],
  ['a transaction that answers a Promise', 'transact(write, () => Promise.resolve(1));'],
  ['a transaction that sometimes answers one', 'transact(write, () => (numbersOf() ? 1 : Promise.resolve(1)));'],
  ['writing without a transaction', 'run(write, row);'],
  ['writing through a read handle', 'run(read, row);'],
  ['a transaction on a read handle', 'transact(read, () => 1);'],
  ['SQL as text', "all(read, 'SELECT 1');"],
  ['a value SQLite does not store', 'all(read, sql`SELECT ${new Date(0)}`);'],
  ['a truth value, which SQLite does not store', 'all(read, sql`SELECT ${true}`);'],
  ['a made-up handle', "all({ kind: 'read' }, row);"],
  ['rows of another shape', 'export const wrong: { id: string }[] = all(read, row);'],
];

/** Messages of the compiler for each text, on one line each. */
function complaints(texts: readonly string[]): string[][] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = new Map(texts.map((text, index) => [snippet.replace('.ts', `${String(index)}.ts`), text]));
  const host = ts.createCompilerHost({ ...options, types: ['node'] });
  const disk = { ...host };
  host.readFile = (path) => files.get(path) ?? disk.readFile(path);
  host.fileExists = (path) => files.has(path) || disk.fileExists(path);
  host.getSourceFile = (path, language) => {
    const text = files.get(path);
    return text === undefined ? disk.getSourceFile(path, language) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...files.keys()], { ...options, types: ['node'] }, host);
  return [...files.keys()].map((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

test('the compiler refuses what the handles forbid, and only that', () => {
  const helper = 'declare const numbersOf: () => boolean;\n';
  const [allowed, ...refused] = complaints([
    preamble + mustCompile,
    ...mustNot.map(([, code]) => preamble + helper + code + '\nexport {};\n'),
  ]);
  expect(allowed).toEqual([]);
  const passed = mustNot.filter((_, index) => (refused[index] ?? []).length === 0).map(([what]) => what);
  expect(passed).toEqual([]);
  expect(refused).toHaveLength(mustNot.length);
}, 60_000);
