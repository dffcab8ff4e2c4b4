/**
 * `npm run package`: builds, then packs.
 *
 *     npm run package               everything below but the folder
 *     npm run package -- --dir      the program as a folder, for this machine
 *     npm run package -- --win      Windows: NSIS installer and zip, x64 and arm64
 *     npm run package -- --linux    Linux: deb, AppImage and tar.gz, x64 and arm64
 *     npm run package -- --host     tongban-host: a portable folder with its own Node, for this machine and Windows x64
 *
 * Each product is made by itself: what cannot be made here (a download without a network, a tool that is not there) is
 * said at the end, one line for each reason, the others are made all the same, and the exit code is 1.
 */
import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { hostTargets, packHost } from './package-host.mjs';
import { explain } from './packaging-troubles.mjs';
import { root, runScript, spent, underRecentNode } from './runtime.mjs';

await underRecentNode();

const usage = 'Usage: npm run package [-- --dir | --win | --linux | --host (one or several)]';
const everything = ['win', 'linux', 'host'];

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

/** Where Electron is laid before anything of ours is added. */
const unpacked = ({ platform, arch }) =>
  join(root, 'release', `${platform}${arch === 'x64' ? '' : `-${arch}`}-unpacked`);
/** Why Electron could not be had for a platform: the next product of it would wait for the same download and fail as it did. */
const withoutElectron = new Map();

async function packDesktop(product) {
  assertBuilt();
  const folder = unpacked(product);
  const known = withoutElectron.get(folder);
  if (known) throw known;
  rmSync(folder, { recursive: true, force: true });
  try {
    return await packWithElectron(product);
  } catch (error) {
    if (!existsSync(join(folder, 'locales'))) withoutElectron.set(folder, error);
    throw error;
  }
}

async function packWithElectron({ platform, target, arch }) {
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
  const failed = new Map();
  for (const { name, make } of productsOf(wanted)) {
    const started = Date.now();
    try {
      const made = await make();
      const files = made.map((file) => relative(root, file)).join(', ') || 'release/';
      lines.push(`made      ${name}: ${files} (${spent(started)})`);
    } catch (error) {
      const reason = explain(error instanceof Error ? error.message : String(error));
      failed.set(reason, [...(failed.get(reason) ?? []), name]);
    }
  }
  for (const [reason, names] of failed) lines.push(`NOT made  ${names.join(', ')}: ${reason}`);
  console.log(`\n${lines.join('\n')}`);
  return failed.size === 0 ? 0 : 1;
}

const wanted = readWanted();
process.exit(await packAll(wanted.length === 0 ? everything : wanted));
