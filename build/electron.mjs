/**
 * Where Electron's own binary is, and fetching it once. The npm package brings none; `require('electron')` would download
 * it unasked, so nobody here requires it: we look at the files that its installer leaves.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './runtime.mjs';

const packageFolder = (folder) => join(folder, 'node_modules', 'electron');

/**
 * Path of the program, or nothing where it was never fetched.
 * @param {string} folder
 * @param {Record<string, string | undefined>} env
 * @returns {string | undefined}
 */
export function findElectron(folder = root, env = process.env) {
  const note = join(packageFolder(folder), 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  const place = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder(folder), 'dist');
  const file = join(place, name ?? 'electron');
  return (name !== undefined || env.ELECTRON_OVERRIDE_DIST_PATH) && existsSync(file) ? file : undefined;
}

/**
 * Why Electron cannot open a window here although it is installed, or nothing.
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 * @param {number | undefined} userId
 * @returns {'root' | 'display' | undefined}
 */
export function electronObstacle(platform = process.platform, env = process.env, userId = process.getuid?.()) {
  if (platform !== 'linux') return undefined;
  if (userId === 0) return 'root';
  return env.DISPLAY || env.WAYLAND_DISPLAY ? undefined : 'display';
}

/**
 * The folder of what `npm start` remembers between starts; nothing of cases is kept there.
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 * @returns {string}
 */
export function memoryFolder(platform = process.platform, env = process.env) {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'tongban');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'tongban');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'tongban');
}

const memoryFile = (folder) => join(folder, 'start.json');

/**
 * What became of the offer to fetch Electron: `fetched`, `declined`, `failed`, or nothing when it was never made.
 * @param {string} folder
 * @returns {string | undefined}
 */
export function recallOffer(folder = memoryFolder()) {
  try {
    return JSON.parse(readFileSync(memoryFile(folder), 'utf8')).electron;
  } catch {
    return undefined;
  }
}

/**
 * @param {'fetched' | 'declined' | 'failed'} answer
 * @param {string} folder
 * @returns {string} the file it was written to
 */
export function rememberOffer(answer, folder = memoryFolder()) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(memoryFile(folder), `${JSON.stringify({ electron: answer })}\n`);
  return memoryFile(folder);
}

const bytesIn = (folder) => {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
};

/** Runs Electron's installer; true when the binary came. Stops it when nothing has arrived for `patienceMs`. */
export async function fetchElectron({ folder = root, patienceMs = 20_000, lookEveryMs = 1_000 } = {}) {
  const waiting = mkdtempSync(join(tmpdir(), 'tongban-electron-'));
  const env = { ...process.env, TMPDIR: waiting, TEMP: waiting, TMP: waiting };
  const child = spawn(process.execPath, [join(packageFolder(folder), 'install.js')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = new Promise((done) => {
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
  let arrived = 0;
  let lastProgress = Date.now();
  const look = setInterval(() => {
    const bytes = bytesIn(waiting) + bytesIn(join(packageFolder(folder), 'dist'));
    if (bytes > arrived) {
      arrived = bytes;
      lastProgress = Date.now();
    } else if (Date.now() - lastProgress > patienceMs) child.kill('SIGKILL');
  }, lookEveryMs);
  await ended;
  clearInterval(look);
  rmSync(waiting, { recursive: true, force: true });
  return findElectron(folder) !== undefined;
}
