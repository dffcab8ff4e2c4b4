import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// The library with which the packager itself edits Windows programs.
import { Format, NtExecutable, NtExecutableResource, Resource } from 'resedit';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Nine fuses as Electron is delivered: it can run as Node, takes NODE_OPTIONS, loads anything. */
const delivered = '101100011';

/** The wire as it stands in Electron's program file: sentinel, version 1, number of fuses, one character each. */
export const fuseWire = (fuses: string = delivered): Buffer =>
  Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);

const around = (wire: Buffer): Buffer => Buffer.concat([Buffer.alloc(5000, 'a'), wire, Buffer.alloc(5000, 'z')]);

/** A Windows program file that does nothing, with version information, as the packager needs to write its own. */
const windowsProgram = (wire: Buffer): Buffer => {
  const program = NtExecutable.createEmpty(false, false);
  const data = around(wire);
  // Any directory will do to carry a section; nothing reads the architecture of a program that never runs.
  program.setSectionByEntry(Format.ImageDirectoryEntry.Architecture, {
    info: {
      name: '.data',
      virtualSize: data.length,
      virtualAddress: 0,
      sizeOfRawData: data.length,
      pointerToRawData: 0,
      pointerToRelocations: 0,
      pointerToLineNumbers: 0,
      numberOfRelocations: 0,
      numberOfLineNumbers: 0,
      characteristics: 0x40000040,
    },
    data: Uint8Array.from(data).buffer,
  });
  const resource = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' });
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(program);
  return Buffer.from(program.generate());
};

/** A folder that looks to the packager like an unpacked Electron. It holds no program that runs. */
export const writeStandInDist = (
  folder: string,
  platform: 'linux' | 'win32',
  version: string,
  wire = fuseWire(),
): void => {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const isLinux = platform === 'linux';
  writeFileSync(join(folder, isLinux ? 'electron' : 'electron.exe'), isLinux ? around(wire) : windowsProgram(wire), {
    mode: 0o755,
  });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'licence of Electron');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'licences of Chromium');
  for (const language of ['zh-CN', 'en-US', 'de', 'fr'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), language);
};
