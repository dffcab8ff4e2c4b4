/** `verify` and `rebuild`: work on the data directory without a window. */
import { createCrypto } from '#desk/keys/provider.ts';
import type { StoreLog } from '#desk/store/connection.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { runRebuild, runVerify, type MaintenanceParts } from './maintenance.ts';
import type { SubCommand } from './program.ts';
import { secretReader, type SecretSource } from './secret-input.ts';
import type { Sentence } from './words.ts';

export interface SubCommandParts {
  readonly ports: { readonly clock: Clock; readonly random: Random };
  readonly elapsed: () => number;
  readonly appBuild: string;
  readonly log: StoreLog;
  /** Told the data directory, where the log goes. */
  readonly useFolder: (dir: string) => void;
  /** Where the recovery phrase or the password is typed or piped in. */
  readonly input: () => SecretSource;
  readonly print: (text: string) => void;
}

export function subCommands(parts: SubCommandParts): Readonly<Record<string, SubCommand>> {
  return {
    verify: command(parts, runVerify, [
      '核对全部记录、审计、附件和列表',
      'check all records, audit events, attachments and lists',
    ]),
    rebuild: command(parts, runRebuild, [
      '按记录重新算出各列表与查询',
      'compute all lists and searches anew from the records',
    ]),
  };
}

const command = (parts: SubCommandParts, work: typeof runVerify, about: Sentence): SubCommand => ({
  about,
  run: async (settings, say) => {
    const { ports, elapsed, appBuild, log } = parts;
    parts.useFolder(settings.dataDir);
    const reader = secretReader(parts.input(), parts.print);
    const maintenance: MaintenanceParts = {
      crypto: createCrypto(ports.random),
      ports,
      elapsed,
      appBuild,
      log,
      ask: reader.ask,
    };
    try {
      return await work(maintenance, settings, say);
    } finally {
      await reader.close();
    }
  },
});
