/** Finds a browser that speaks the Chromium protocol: the one named by TONGBAN_CHROMIUM, else in the usual places. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

const linuxNames = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  ...['microsoft-edge', 'microsoft-edge-stable'],
];

const onLinux = (env) => {
  const folders = [...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(
    (one) => one !== '',
  );
  const onPath = linuxNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  return [...onPath, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
};

const onWindows = (env) => {
  const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((one) => one);
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return programs.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
};

const onMac = () => {
  const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  const folders = ['/Applications', posix.join(homedir(), 'Applications')];
  return programs.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`));
};

/**
 * Where to look, best first. A browser named by TONGBAN_CHROMIUM is the only candidate: a typing mistake must not pass unseen.
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 * @returns {string[]}
 */
export function browserCandidates(platform, env) {
  if (env.TONGBAN_CHROMIUM) return [env.TONGBAN_CHROMIUM];
  if (platform === 'win32') return onWindows(env);
  return platform === 'darwin' ? onMac() : onLinux(env);
}

/**
 * Path of the browser, or nothing.
 * @returns {string | undefined}
 */
export function findBrowser({ platform = process.platform, env = process.env, exists = existsSync } = {}) {
  return browserCandidates(platform, env).find((candidate) => exists(candidate));
}

/**
 * Flags for a browser driven by tests: it looks nothing up at start, and runs without a sandbox only where root forces it to.
 * @param {number | undefined} userId
 * @returns {string[]}
 */
export function testFlags(userId = process.getuid?.()) {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const forRoot = userId === 0 ? ['--no-sandbox'] : [];
  return [...quiet, '--disable-quic', '--disable-gpu', ...forRoot];
}
