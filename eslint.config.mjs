import electronSecurity from 'eslint-plugin-electron-security';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import * as limits from './build/lint/restrictions.mjs';
import { sqlByTag } from './build/lint/sql-by-tag.mjs';

const tests = ['**/*.test.ts', '**/*.test.tsx', 'tests/**/*.ts', 'tests/**/*.tsx', 'bench/**/*.ts'];

/** The only files of the desk, the shell and the host that read the clock or draw random numbers, and pass them in. */
const compositionRoots = [
  'electron/desk/system.ts',
  'electron/desk/**/*-worker.ts',
  'electron/host/main.ts',
  'electron/shell/main.ts',
  'electron/shell/desk-process.ts',
];

/** Where names of tables, taken from a closed list in the same file, are put into SQL: a name cannot be bound as a value. */
const tableNames = ['electron/desk/journal/projection-tables.ts'];

/** Each file is read by its room's own tsconfig, so that lint and compiler see the same types. */
const room = (files, project, ignores = []) => ({
  files,
  ignores,
  languageOptions: { parserOptions: { project: [project], tsconfigRootDir: import.meta.dirname } },
});

const restrict = ({ syntax = [], globals = [], imports = {} }) => ({
  'no-restricted-syntax': ['error', ...syntax],
  'no-restricted-globals': ['error', ...globals],
  '@typescript-eslint/no-restricted-imports': ['error', imports],
});

const builtin = { regex: '^node:', message: 'This room does not use Node.' };
const electronPackage = { regex: '^electron(/|$)', message: 'Only electron/shell imports electron.' };
const rooms = (names, message) => ({ regex: `^(#|(\\.\\./)+(electron/)?)(${names})(/|$)`, message });
const toSource = {
  regex: '^\\.\\./(\\.\\./)*(shared|electron|renderer|hub)/',
  message: 'Across rooms: #shared/… and #desk/….',
};

const everywhere = {
  eqeqeq: 'error',
  'no-debugger': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-control-regex': 'off',
  'no-constant-binary-expression': 'error',
  'no-unsafe-finally': 'error',
  'no-self-assign': 'error',
  'no-useless-escape': 'error',
  'no-fallthrough': 'error',
  'no-dupe-else-if': 'error',
  // The ideographic space U+3000 is a character of Chinese text.
  'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
  'prefer-const': 'error',
};

const typed = {
  ...everywhere,
  // Runs without end over types that hold themselves (8.73.0).
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Says the opposite of no-non-null-assertion.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // A type and an interface say the same; which one reads better differs from place to place.
  '@typescript-eslint/consistent-type-definitions': 'off',
  '@typescript-eslint/ban-ts-comment': [
    'error',
    { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
  ],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidOperator: true },
  ],
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  // [...text] goes by code point, which is what names beyond the first plane (𠮷) need; split('') would cut them in two.
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'release/', 'test-results/', 'playwright-report/', 'resources/', 'docs/'] },
  // Nobody switches a rule off from inside a file.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { tongban: { rules: { 'sql-by-tag': sqlByTag } } },
    rules: typed,
  },
  room(['shared/**/*.ts'], 'shared/tsconfig.json', tests),
  room(['electron/desk/**/*.ts', 'electron/host/**/*.ts'], 'electron/tsconfig.json', tests),
  room(['electron/shell/**/*.ts'], 'electron/shell/tsconfig.json', tests),
  room(['hub/**/*.ts'], 'hub/tsconfig.json', tests),
  room(['renderer/**/*.ts', 'renderer/**/*.tsx'], 'renderer/tsconfig.json', [...tests, 'renderer/vite.config.ts']),
  room(tests, 'tests/tsconfig.json'),
  room(['*.config.ts', 'renderer/vite.config.ts'], 'build/tsconfig.json'),

  {
    files: ['shared/**/*.ts'],
    ignores: tests,
    rules: restrict({
      syntax: [...limits.clockAndRandom, ...limits.localTime, ...limits.noKindConditions()],
      globals: limits.pureGlobals,
      imports: {
        patterns: [
          builtin,
          electronPackage,
          rooms('desk|electron|renderer|hub|build', 'shared/ imports nothing else of ours.'),
        ],
      },
    }),
  },
  {
    files: ['electron/**/*.ts'],
    ignores: tests,
    rules: { 'tongban/sql-by-tag': 'error' },
  },
  {
    files: ['electron/desk/**/*.ts', 'electron/host/**/*.ts'],
    ignores: tests,
    rules: restrict({
      syntax: [...limits.clockAndRandom, ...limits.noKindConditions()],
      globals: limits.clockAndRandomGlobals,
      imports: {
        paths: [...limits.randomImports, ...limits.rawSql],
        patterns: [
          electronPackage,
          toSource,
          rooms('shell|renderer|hub|build', 'electron/desk and host import only the desk and shared.'),
        ],
      },
    }),
  },
  {
    files: ['electron/shell/**/*.ts'],
    ignores: tests,
    ...electronSecurity.configs.strict,
  },
  {
    files: ['electron/shell/**/*.ts'],
    ignores: tests,
    rules: {
      ...restrict({
        syntax: [...limits.clockAndRandom, ...limits.noKindConditions()],
        globals: limits.clockAndRandomGlobals,
        imports: {
          paths: [...limits.randomImports, ...limits.rawSql],
          patterns: [toSource, rooms('host|renderer|hub|build', 'The shell imports only the desk and shared.')],
        },
      }),
      'electron-security/no-open-external-with-dynamic-url': ['error', { urlValidators: ['mayOpenOutside'] }],
      'electron-security/require-factory': [
        'error',
        {
          factories: [
            { api: 'BrowserWindow', use: 'createWindow', allowIn: ['electron/shell/windows.ts'] },
            { api: 'shell.openExternal', use: 'openExternalAddress', allowIn: ['electron/shell/navigation.ts'] },
            { api: 'ipcMain.handle', use: 'handleFrom', allowIn: ['electron/shell/ipc.ts'] },
            { api: 'ipcMain.on', use: 'handleFrom', allowIn: ['electron/shell/ipc.ts'] },
          ],
        },
      ],
    },
  },
  {
    files: tableNames,
    rules: restrict({
      syntax: [...limits.clockAndRandom, ...limits.noKindConditions()],
      globals: limits.clockAndRandomGlobals,
      imports: { paths: limits.randomImports, patterns: [electronPackage, toSource] },
    }),
  },
  {
    files: compositionRoots,
    ignores: tests,
    rules: restrict({
      syntax: limits.noKindConditions(),
      imports: {
        paths: limits.rawSql,
        patterns: [toSource, rooms('renderer|hub|build', 'electron/ imports only the desk and shared.')],
      },
    }),
  },
  { files: ['electron/desk/**/*.ts'], ignores: tests, rules: { 'no-console': 'error' } },
  {
    files: ['hub/**/*.ts'],
    ignores: tests,
    rules: {
      'no-console': 'error',
      ...restrict({
        syntax: [...limits.clockAndRandom, ...limits.noKindConditions()],
        globals: limits.clockAndRandomGlobals,
        imports: {
          paths: [...limits.randomImports, ...limits.rawSql, ...limits.bareDriver],
          patterns: [electronPackage, toSource, rooms('desk|electron|renderer|build', 'The hub imports only shared.')],
        },
      }),
    },
  },
  {
    files: ['hub/store/pg.ts', 'hub/store/pg-statements.ts', 'hub/store/pg-values.ts'],
    rules: restrict({
      syntax: [...limits.clockAndRandom, ...limits.noKindConditions()],
      globals: limits.clockAndRandomGlobals,
      imports: { paths: [...limits.randomImports, ...limits.rawSql], patterns: [electronPackage, toSource] },
    }),
  },
  {
    files: ['hub/main.ts'],
    rules: {
      'no-console': 'off',
      ...restrict({
        syntax: limits.noKindConditions(),
        imports: {
          paths: [...limits.rawSql, ...limits.bareDriver],
          patterns: [electronPackage, toSource, rooms('desk|electron|renderer|build', 'The hub imports only shared.')],
        },
      }),
    },
  },

  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    ignores: [...tests, 'renderer/vite.config.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'react-hooks/exhaustive-deps': 'error',
      // Speaks of the React Compiler, which is not used here; the windowing of long lists could not be memoized by it.
      'react-hooks/incompatible-library': 'off',
      'no-console': 'error',
      ...restrict({
        syntax: [...limits.browserStorage, ...limits.noRawHtml, ...limits.noLiteralWords],
        globals: [...limits.browserStorageGlobals, ...limits.networkGlobals],
        imports: {
          patterns: [
            builtin,
            electronPackage,
            toSource,
            rooms('desk|electron|hub|build', 'The renderer imports only #shared/….'),
          ],
        },
      }),
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    ignores: [...tests, 'renderer/vite.config.ts', 'renderer/kinds/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...limits.browserStorage,
        ...limits.noRawHtml,
        ...limits.noLiteralWords,
        ...limits.noKindConditions(),
      ],
    },
  },
  {
    files: ['renderer/client/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...limits.browserStorageGlobals] },
  },

  // `expect(store.method)` names a method without calling it.
  { files: tests, rules: { '@typescript-eslint/unbound-method': 'off' } },

  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: { ...everywhere, 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
