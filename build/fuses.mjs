/**
 * Electron's fuses: switches inside the program file itself, so that nobody can turn the packaged program into something else by a
 * flag or a variable of the environment. All nine are named; a new one in a later Electron fails the packaging until it is decided.
 */
import { basename } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

const wanted = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked on Windows and macOS; Linux builds of Electron ignore it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Without it WebAssembly is slower, not safer.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * The fuses of a program file by name; `undefined` where this Electron does not have it.
 * @param {string} file
 * @returns {Promise<Record<string, boolean | undefined>>}
 */
export async function readFuses(file) {
  const wire = await getCurrentFuseWire(file);
  const isOn = (state) => (state === undefined ? undefined : state === FuseState.ENABLE);
  return Object.fromEntries(Object.keys(wanted).map((option) => [FuseV1Options[option], isOn(wire[option])]));
}

/** What the fuses of a packaged program must be, by name. */
export const wantedFuses = Object.fromEntries(
  Object.entries(wanted).map(([option, isOn]) => [FuseV1Options[option], isOn]),
);

/**
 * Sets all fuses of a program file, reads them back from the file and throws when one is not as wanted.
 * @param {string} file
 */
export async function setFuses(file) {
  await flipFuses(file, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wanted });
  const found = await readFuses(file);
  const wrong = Object.keys(wantedFuses).filter((name) => found[name] !== wantedFuses[name]);
  if (wrong.length > 0) throw new Error(`${basename(file)}: these fuses are not as wanted: ${wrong.join(', ')}`);
}
