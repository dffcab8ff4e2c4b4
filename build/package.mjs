/**
 * `npm run package`: builds, then packs.
 *
 *     npm run package -- --dir      the program as a folder, for this machine
 *     npm run package -- --win      Windows: NSIS installer and zip, x64 and arm64
 *     npm run package -- --linux    Linux: deb, AppImage and tar.gz, x64 and arm64
 *     npm run package -- --host     tongban-host: a portable folder with its own Node, for this machine and Windows x64
 *
 * Each product is made by itself: what cannot be made here (a download without a network, a tool that is not there) is
 * said in a sentence at the end, the others are made all the same, and the exit code is 1.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { hostTargets, packHost } from './package-host.mjs';
import { explain } from './packaging-troubles.mjs';
import { root, runScript, spent, underRecentNode } from './runtime.mjs';

await underRecentNode();

const usage = 'Usage: npm run package -- --dir | --win | --linux | --host (one or several)';

const desktop = {
  dir: { platform: process.platform === 'win32' ? 'win' : 'linux', targets: ['dir'], archs: [process.arch] },
  win: { platform: 'win', targets: ['nsis', 'zip'], archs: ['x64', 'arm64'] },
  linux: { platform: 'linux', targets: ['deb', 'AppImage', 'tar.gz'], archs: ['x64', 'arm64'] },
};

/** Without one of these a package would be made that opens nothing. */
const needed = ['main.cjs', 'preload.cjs', 'desk-process.cjs'].map((name) => `dist/electron/shell/${name}`);

function assertBuilt() {
  const missing = [...needed, 'dist/renderer/index.html'].filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`the build is not complete: ${missing.join(', ')} not there.`);
}

async function packDesktop({ platform, target, arch }) {
  assertBuilt();
  const { Platform, build, createTargets } = await import('electron-builder');
  const system = platform === 'win' ? Platform.WINDOWS : Platform.LINUX;
  return build({
    targets: createTargets([system], target, arch),
    config: 'build/electron-builder.config.cjs',
    projectDir: root,
    publish: 'never',
  });
}

function readWanted() {
  const flags = {
    dir: { type: 'boolean' },
    win: { type: 'boolean' },
    linux: { type: 'boolean' },
    host: { type: 'boolean' },
  };
  try {
    return Object.keys(parseArgs({ options: flags }).values);
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** Every product of the wanted flags: its name and how it is made. */
function productsOf(wanted) {
  return wanted.flatMap((flag) => {
    if (flag === 'host')
      return hostTargets().map((target) => ({ name: `tongban-host ${target.name}`, make: () => packHost({ target }) }));
    const { platform, targets, archs } = desktop[flag];
    const each = targets.flatMap((target) => archs.map((arch) => ({ platform, target, arch })));
    return each.map((one) => ({ name: `${one.platform} ${one.target} ${one.arch}`, make: () => packDesktop(one) }));
  });
}

async function packAll(wanted) {
  const built = await runScript('build/build.mjs');
  if (built !== 0) return built;
  const lines = [];
  let isFine = true;
  for (const { name, make } of productsOf(wanted)) {
    const started = Date.now();
    try {
      const made = await make();
      const files = made.map((file) => relative(root, file)).join(', ') || 'release/';
      lines.push(`made      ${name}: ${files} (${spent(started)})`);
    } catch (error) {
      isFine = false;
      lines.push(`NOT made  ${name}: ${explain(error instanceof Error ? error.message : String(error))}`);
    }
  }
  console.log(`\n${lines.join('\n')}`);
  return isFine ? 0 : 1;
}

const wanted = readWanted();
if (wanted.length === 0) {
  console.error(usage);
  process.exit(2);
}
process.exit(await packAll(wanted));
