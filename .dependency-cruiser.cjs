// What each room may import (the table of the rooms). Tests are left out: they may import anything.
// `tests/architecture/rooms.test.ts` holds, for each rule by its name, an import that it must refuse.

const test = '[.]test[.]tsx?$';

/** Files of the program whose path matches; files that test, and the set-up of Vite, may import anything. */
const program = (path, ...except) => ({ path, pathNot: [test, '^renderer/vite[.]config[.]ts$', ...except] });

/** A room sees its own files, those of `others`, and packages; never another room. */
const onlyRooms = (name, from, others, comment) => ({
  name,
  comment,
  severity: 'error',
  from: program(from),
  to: {
    path: '^(shared|electron|hub|renderer|resources|build|tests|bench|docs)/',
    pathNot: others.map((other) => `^${other}/`),
  },
});

const notPackages = (name, path, packages, comment) => ({
  name,
  comment,
  severity: 'error',
  from: program(path),
  to: { path: packages.map((one) => `^node_modules/${one}(/|$)`) },
});

const node = { dependencyTypes: ['core'] };

/** Packages that read no clock, no random source and no device unless told to. */
const purePackages = [
  '@orpc/contract',
  '@orpc/shared',
  '@scure/base',
  'canonicalize',
  'i18next',
  'jsbarcode',
  'pinyin-pro',
  'qrcode',
  'sm-crypto-v2',
  'uuid',
  'zod',
];

module.exports = {
  forbidden: [
    onlyRooms('shared-imports-nothing-else', '^shared/', ['shared'], 'shared/ is what every room stands on.'),
    {
      name: 'shared-uses-no-node',
      comment: 'shared/ runs in Node, in Electron, in the browser and at the hub.',
      severity: 'error',
      from: program('^shared/'),
      to: node,
    },
    {
      name: 'shared-uses-pure-packages',
      comment: 'A package that reads a clock, random or a device would make folding differ from desk to desk.',
      severity: 'error',
      from: program('^shared/'),
      to: { path: '^node_modules/', pathNot: `^node_modules/(${purePackages.join('|')})/` },
    },
    onlyRooms('desk-imports-shared', '^electron/desk/', ['electron/desk', 'shared'], 'The desk runs without a shell.'),
    onlyRooms('host-imports-desk-and-shared', '^electron/host/', ['electron/host', 'electron/desk', 'shared'], ''),
    onlyRooms('shell-imports-desk-and-shared', '^electron/shell/', ['electron/shell', 'electron/desk', 'shared'], ''),
    onlyRooms('hub-imports-shared', '^hub/', ['hub', 'shared'], 'The hub and the desk share rules, not stores.'),
    onlyRooms(
      'renderer-imports-shared',
      '^renderer/',
      ['renderer', 'shared'],
      'The page talks through the client of the contract.',
    ),
    {
      name: 'renderer-uses-no-node',
      comment: 'The page runs in a sandbox.',
      severity: 'error',
      from: program('^renderer/'),
      to: node,
    },
    {
      name: 'only-shell-imports-electron',
      comment: 'So that the desk runs, and is tested, in plain Node.',
      severity: 'error',
      from: program('', '^electron/shell/'),
      to: { path: '^(node_modules/)?electron(/|$)', pathNot: '^electron/(desk|host|shell)/' },
    },
    notPackages(
      'only-electron-opens-sqlite',
      '^(shared|hub|renderer)/',
      ['better-sqlite3', 'better-sqlite3-multiple-ciphers'],
      'SQLite is the store of the desk; the hub has PostgreSQL.',
    ),
    {
      name: 'only-store-opens-sqlite',
      comment: 'Handles for reading and for writing are made in one place, with the settings read back.',
      severity: 'error',
      from: program('^electron/', '^electron/desk/store/'),
      to: { path: '^node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    notPackages(
      'no-react-outside-renderer',
      '^(shared|electron|hub)/',
      ['react', 'react-dom', 'react-i18next', '@mantine', '@tanstack'],
      'Screens are made in renderer/ only.',
    ),
    {
      name: 'shipped-code-uses-shipped-packages',
      comment:
        'Development packages are not in the installed program. (The renderer is bundled whole; electron is the runtime itself.)',
      severity: 'error',
      from: program('^(shared|electron|hub)/'),
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/electron/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-tests-in-the-program',
      comment: 'Code that ships does not lean on code that tests.',
      severity: 'error',
      from: program(''),
      to: { path: test },
    },
    {
      name: 'resolvable',
      comment: 'An import that nobody can find.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file. Imports of types alone vanish before anything runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    progress: { type: 'none' },
  },
};
