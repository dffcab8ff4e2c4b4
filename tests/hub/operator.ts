/** The hub's program in the test's own process, on a database of a test: what an operator types and reads. */
import { shippedCalendar } from '../support/calendar.ts';
import { rmSync } from 'node:fs';
import { sm3 } from '#shared/kernel/sm3.ts';
import { commands } from '../../hub/cli/commands.ts';
import type { HubProgram } from '../../hub/cli/command.ts';
import { runHubProgram } from '../../hub/cli/program.ts';
import type { DatabasePlace } from '../../hub/store/pg.ts';
import { temporaryFolder, testElapsed, testRandom } from '../support/postgres.ts';

export interface Said {
  readonly code: number;
  /** What it printed, and what it complained of. */
  readonly out: string;
  readonly err: string;
}

export const urlOf = ({ host, port, user, password = '', database }: DatabasePlace): string =>
  `postgres://${user}:${password}@localhost:${String(port)}/${database}?host=${encodeURIComponent(host)}`;

export interface OperatorOptions {
  /** Undefined: the one that comes with the hub. */
  readonly place?: DatabasePlace;
  readonly dataDir?: string;
  /** The root key in hex; '' = that of the data directory. */
  readonly key?: string;
  readonly now?: () => number;
}

/** The simulator's hub has this one. */
export const simulatedKey = '07'.repeat(32);

export class Operator {
  readonly dataDir: string;
  private readonly options: OperatorOptions;

  constructor(options: OperatorOptions) {
    this.options = options;
    this.dataDir = options.dataDir ?? temporaryFolder('operator');
  }

  async run(line: readonly string[], secrets: readonly string[] = []): Promise<Said> {
    const { place, key = simulatedKey, now = () => Date.now() } = this.options;
    const out: string[] = [];
    const err: string[] = [];
    const typed = [...secrets];
    const program: HubProgram = {
      ports: { clock: { now }, random: testRandom, sm3 },
      shippedCalendar: () => shippedCalendar,
      elapsed: testElapsed,
      machine: {
        platform: process.platform,
        env: { ...(place ? { DATABASE_URL: urlOf(place) } : {}), ...(key === '' ? {} : { TONGBAN_HUB_KEY: key }) },
        home: '/nowhere',
        uid: process.getuid?.(),
      },
      pid: process.pid,
      version: '0.0.0',
      folder: this.dataDir,
      addresses: () => ['192.0.2.1', '192.0.2.2'],
      print: (text) => void out.push(text),
      complain: (text) => void err.push(text),
      askSecret: () => Promise.resolve(typed.shift()),
      writeLog: () => undefined,
      stopped: Promise.resolve(),
    };
    const code = await runHubProgram([...line, '--data-dir', this.dataDir], commands, program);
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  close(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
