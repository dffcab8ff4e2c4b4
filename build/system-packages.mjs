// What the tests need from the system: a browser, Chinese fonts, pdftotext, strace, a PostgreSQL that is not the packaged one, nft, ip,
// faketime, LibreOffice and a screen nobody sees. Root on Debian or Ubuntu gets them by apt-get.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from './browser.mjs';

const fonts = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

const hasCommand = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

const postgresFolder = '/usr/lib/postgresql';
const hasPostgres = () =>
  existsSync(postgresFolder) &&
  readdirSync(postgresFolder).some((version) => existsSync(join(postgresFolder, version, 'bin/initdb')));

/** Each package of Debian, and whether what it brings is here already. */
const needs = [
  { name: 'chromium', isHere: () => findBrowser() !== undefined },
  { name: 'fonts-noto-cjk', isHere: () => existsSync(fonts) },
  { name: 'poppler-utils', isHere: () => hasCommand('pdftotext') },
  { name: 'strace', isHere: () => hasCommand('strace') },
  { name: 'postgresql', isHere: hasPostgres },
  // Packets that are dropped, a clock that is wrong, a browser with a window: without these their tests are skipped, and say so.
  { name: 'nftables', isHere: () => hasCommand('nft') },
  { name: 'iproute2', isHere: () => hasCommand('ip') },
  { name: 'faketime', isHere: () => hasCommand('faketime') },
  // Papers as .docx are opened by another program than ours.
  { name: 'libreoffice-writer-nogui', isHere: () => hasCommand('soffice') },
  { name: 'xvfb', isHere: () => hasCommand('Xvfb') },
];

const release = () => (existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');

export const isDebian = (text = release()) => /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(text);

function install(names) {
  console.log(`Installing ${names.join(', ')} by apt-get (root on Debian or Ubuntu) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}

/** Names of packages still missing after installing what may be installed. */
export function prepareSystem() {
  if (process.platform !== 'linux')
    return needs
      .slice(0, 1)
      .filter(({ isHere }) => !isHere())
      .map(({ name }) => name);
  const missing = () => needs.filter(({ isHere }) => !isHere()).map(({ name }) => name);
  if (missing().length > 0 && process.getuid?.() === 0 && isDebian()) install(missing());
  return missing();
}

/** What a person types to get `names`, where we know it. */
export function installCommand(names) {
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  return isDebian() ? `sudo apt-get install ${names.join(' ')}` : `install the packages for: ${names.join(', ')}`;
}
