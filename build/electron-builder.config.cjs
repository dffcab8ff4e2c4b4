/**
 * What is packed for Electron: the bundles, the page, the data, and of better-sqlite3 its JavaScript and the one binary of the
 * platform. Everything else of node_modules is inside the bundles already.
 */
const { join } = require('node:path');
const { devDependencies } = require('../package.json');

const files = (platform) => [
  'package.json',
  'dist/**/*',
  '!dist/electron/host/**',
  '!dist/hub/**',
  '!dist/**/*.map',
  '!dist/.build.json',
  // For node_modules the packager listens to exclusions only.
  '!**/node_modules/!(better-sqlite3)/**/*',
  '!**/node_modules/better-sqlite3/!(lib|prebuilds|package.json|LICENSE)',
  '!**/node_modules/better-sqlite3/{deps,src}/**/*',
  `!**/node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}.node)`,
];

/** Drawn by `build/make-icons.mjs`. */
const icons = join(__dirname, '../resources/icons');

const programName = { linux: 'tongban', win32: '通办.exe' };

/** After the files are in place and before anything is signed. */
const afterPack = async ({ appOutDir, electronPlatformName }) => {
  const { setFuses } = await import('./fuses.mjs');
  await setFuses(join(appOutDir, programName[electronPlatformName]));
};

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'cn.tongban.desk',
  productName: '通办',
  copyright: '',
  directories: { output: 'release', buildResources: 'resources/icons' },
  electronVersion: devDependencies.electron,
  // A folder with an unpacked Electron, where it cannot be downloaded.
  ...(process.env.TONGBAN_ELECTRON_DIST ? { electronDist: process.env.TONGBAN_ELECTRON_DIST } : {}),
  electronLanguages: ['zh-CN', 'en-US'],
  // The binary is a Node-API one that comes with the package; rebuilding would make a wrong one and call it a success.
  npmRebuild: false,
  nodeGypRebuild: false,
  // Only the binary lies outside, where the archive's integrity check does not reach.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  afterPack,
  publish: null,
  artifactName: 'tongban-${version}-${os}-${arch}.${ext}',
  win: {
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    files: files('win32'),
    icon: join(icons, 'tongban.ico'),
    // Must be the exact subject name of the signing certificate: an update whose publisher is not named is not checked at all.
    // There is no certificate yet; see docs/shell.md.
    signtoolOptions: { publisherName: ['UNSIGNED - NO CERTIFICATE YET'] },
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  linux: {
    target: [
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'tar.gz', arch: ['x64', 'arm64'] },
    ],
    files: files('linux'),
    icon: icons,
    executableName: 'tongban',
    category: 'Office',
    maintainer: 'Tongban <tongban@example.invalid>',
    vendor: 'Tongban',
    synopsis: '乡镇便民服务中心窗口程序',
  },
  deb: { packageName: 'tongban' },
};
