import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Every text in the screens' sources: whole literals, and what the templates in `t(…)` and `findWord('screens', …)` begin with. */
const renderer = resolve(import.meta.dirname, '..');
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file),
);

interface Texts {
  readonly literals: Set<string>;
  readonly heads: Set<string>;
  /** First arguments of `t(…)`. */
  readonly asked: Set<string>;
  readonly han: string[];
}

function read(): Texts {
  const texts: Texts = { literals: new Set(), heads: new Set(), asked: new Set(), han: [] };
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(renderer, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      look(node, file, texts);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return texts;
}

function look(node: ts.Node, file: string, { literals, heads, asked, han }: Texts): void {
  if (ts.isStringLiteralLike(node)) literals.add(node.text);
  if (ts.isTemplateExpression(node) && isKey(node)) heads.add(node.head.text);
  if (ts.isCallExpression(node) && node.expression.getText() === 't') {
    const [key] = node.arguments;
    if (key && ts.isStringLiteralLike(key)) asked.add(key.text);
  }
  const isText = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node);
  if (isText && /\p{Script=Han}/u.test(node.text)) han.push(`${file}: ${node.text}`);
}

/** Within the first argument of `t`, or a key looked up in the words of the screens. */
function isKey(node: ts.Node): boolean {
  const call = ts.findAncestor(node, ts.isCallExpression);
  const name = call?.expression.getText();
  if (name === 't') return true;
  const [namespace] = call?.arguments ?? [];
  return name === 'findWord' && namespace !== undefined && /screens|cases/.test(namespace.getText());
}

const texts = read();
const words = (namespace: string): string[] => {
  const file = resolve(renderer, `../shared/words/zh-CN/${namespace}.json`);
  const keys = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  return keys.map((key) => key.replace(/_(zero|one|other)$/, ''));
};

it('asks for no word that is not there', () => {
  const known = new Set(['screens', 'cases', 'kinds', 'refusals'].flatMap(words));
  expect(texts.asked.size).toBeGreaterThan(100);
  expect([...texts.asked].filter((key) => !known.has(key))).toEqual([]);
});

it('keeps no word that nobody asks for', () => {
  const heads = [...texts.heads].filter((head) => head.includes('.'));
  const isUsed = (key: string): boolean => texts.literals.has(key) || heads.some((head) => key.startsWith(head));
  expect([...words('screens'), ...words('cases')].filter((key) => !isUsed(key))).toEqual([]);
});

it('writes no Chinese into the sources', () => {
  expect(texts.han).toEqual([]);
});
