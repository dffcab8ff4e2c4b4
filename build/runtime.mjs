/**
 * Every entry point of `build/` runs under a Node with Node-API 10 or later (22.14 and up): the SQLite binding crashes
 * without a word on older ones. Node 24 comes with `npm ci` as a package of its own; this file finds it and starts again
 * under it. It must itself run on Node 20.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {{ napi?: string }} versions */
export const isRecentEnough = (versions = process.versions) => Number(versions.napi) >= 10;

/**
 * The Node of the platform package, or nothing where there is no such package.
 * @param {string} folder
 * @param {string} platform
 * @param {string} arch
 * @returns {string | undefined}
 */
export function findPackagedNode(folder = root, platform = process.platform, arch = process.arch) {
  const names = { linux: 'linux', win32: 'win' };
  const file = join(
    folder,
    'node_modules',
    `node-${names[platform]}-${arch}`,
    'bin',
    platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(file) ? file : undefined;
}

/** `PATH` under which `node` and the tools of this project are found first. */
export function environment(extra = {}) {
  const places = [join(root, 'node_modules', '.bin'), dirname(process.execPath)];
  return { ...process.env, PATH: [...places, process.env.PATH ?? ''].join(delimiter), ...extra };
}

/** Starts a program in the project's folder and answers its exit code; Ctrl-C goes to the program, and we wait for it. */
export function runProgram(command, args, options = {}) {
  const wait = () => undefined;
  const signals = ['SIGINT', 'SIGTERM'];
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: environment(), ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      for (const one of signals) process.off(one, one === 'SIGINT' ? wait : pass);
      done(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 1));
    });
  });
}

/** Runs one of our scripts, or a tool of node_modules, under the Node that runs now. */
export const runScript = (script, args = [], options = {}) =>
  runProgram(process.execPath, [join(root, script), ...args], options);

/** Ends this process after starting it again under the packaged Node, unless the running one will do. */
export async function underRecentNode() {
  if (isRecentEnough()) return;
  const node = findPackagedNode();
  if (!node) {
    console.error(
      `通办需要 Node 22.14 或更新的版本，这里是 ${process.version}。请先运行 npm ci，或安装新版 Node。\n` +
        `Tongban needs Node 22.14 or later; this is ${process.version}. Run npm ci first, or install a newer Node.`,
    );
    process.exit(1);
  }
  process.exit(await runProgram(node, process.argv.slice(1)));
}

/** Seconds since `started` (milliseconds), for people: `3.2 s`, `1 min 12 s`. */
export function spent(started) {
  const seconds = (Date.now() - started) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export const isFolder = (path) => existsSync(path) && statSync(path).isDirectory();
