/** Every `sql` template in the hub's sources, with where it stands. */
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export interface Written {
  /** `hub/sync/pull.ts:41` */
  readonly place: string;
  readonly file: string;
  /** Its text, with a blank where a value or another piece is put in. */
  readonly text: string;
  /** A whole statement, not a piece of one. */
  readonly isStatement: boolean;
  /** Whether a statement the server got is this one. */
  readonly isOf: (statement: string) => boolean;
}

const root = join(import.meta.dirname, '../../..');
const statements =
  /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|TRUNCATE|BEGIN|SET|LOCK|COPY|DO|CALL|LISTEN|NOTIFY|EXPLAIN|VACUUM|ANALYZE)\b/i;
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

export function writtenStatements(): Written[] {
  const files = globSync('hub/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  return files.flatMap((file) => templatesIn(join(root, file)));
}

function templatesIn(path: string): Written[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source) === 'sql') found.push(writtenOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function writtenOf(node: ts.TaggedTemplateExpression, source: ts.SourceFile): Written {
  const { template } = node;
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  const file = relative(root, source.fileName);
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  const pattern = new RegExp(`^${parts.map((part) => escaped(part.replaceAll(/\s+/g, ' '))).join('.+?')}$`, 's');
  return {
    place: `${file}:${String(line + 1)}`,
    file,
    text: parts.join(' '),
    isStatement: statements.test(parts[0] ?? ''),
    isOf: (statement) => pattern.test(statement),
  };
}
