import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

/** One use of an Electron class: a member, or an event listened for as `on:name`. */
export interface Use {
  readonly owner: string;
  readonly name: string;
  readonly where: string;
}

const isElectron = (declaration: ts.Declaration): boolean =>
  basename(declaration.getSourceFile().fileName) === 'electron.d.ts';

const usesOf = (checker: ts.TypeChecker, access: ts.PropertyAccessExpression): Use[] => {
  const declaration = checker.getSymbolAtLocation(access.name)?.declarations?.find(isElectron);
  const owner = declaration?.parent;
  if (owner === undefined || !(ts.isClassDeclaration(owner) || ts.isInterfaceDeclaration(owner))) return [];
  const source = access.getSourceFile();
  const line = source.getLineAndCharacterOfPosition(access.name.getStart()).line + 1;
  const use = { owner: owner.name?.text ?? '', name: access.name.text, where: `${basename(source.fileName)}:${line}` };
  const event = ts.isCallExpression(access.parent) ? access.parent.arguments[0] : undefined;
  const isListening = use.name === 'on' || use.name === 'once';
  if (!isListening || event === undefined || !ts.isStringLiteral(event)) return [use];
  return [use, { ...use, name: `on:${event.text}` }];
};

/** Every member of Electron's classes that these files use, found with the compiler's own types. */
export const usedSurface = (files: readonly string[], tsconfig: string): Use[] => {
  const { config } = ts.readConfigFile(tsconfig, (path) => readFileSync(path, 'utf8')) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(tsconfig, '..'));
  const program = ts.createProgram([...files], options);
  const checker = program.getTypeChecker();
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) uses.push(...usesOf(checker, node));
    node.forEachChild(visit);
  };
  for (const file of files) program.getSourceFile(file)?.forEachChild(visit);
  return uses;
};
