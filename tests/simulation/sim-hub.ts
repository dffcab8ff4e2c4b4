/** The hub of a run: its real code on a real PostgreSQL, which can die between any two statements, and be put back from a backup. */
import type { Reached, ReachedFile } from '../../hub/reached.ts';
import { createHubKeys } from '../../hub/keys/hub-keys.ts';
import { Sql } from 'sql-template-tag';
import { sql, type Database, type Transaction } from '../../hub/store/database.ts';
import { tableNames as tables } from '../../hub/backup/tables.ts';
import { migrate } from '../../hub/store/migrate.ts';
import { migrations } from '../../hub/store/migrations/index.ts';
import { beginCollection } from '../../hub/sync/collection.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { createHub, type RunningHub } from '../../hub/sync/service.ts';
import { nativeSm3 } from '../support/sm3.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { findKindIn } from '#shared/kinds/registry.ts';
import type { FindKind } from '#shared/kinds/mechanism/fold.ts';
import { kindsOf, withFault, type Age } from './kinds.ts';
import { seededRandom, type World } from './world.ts';

class HubDied extends Error {}

export class SimHub {
  readonly world: World;
  readonly database: Database;
  /** Which program it is; and whether that has a fault. */
  age: Age = 'present';
  hasFault = true;
  /** It came upon what makes it fail. */
  private isStruck = false;
  running!: RunningHub;
  /** Milliseconds its clock is off. */
  skew = 0;
  /** Dies at this many statements from now; undefined: lives on. */
  private diesIn: number | undefined;
  private hasDied = false;
  private hasBackup = false;

  constructor(world: World, database: Database) {
    this.world = world;
    this.database = database;
  }

  private get findKind(): FindKind {
    const kinds = kindsOf[this.age];
    const struck = () => {
      this.isStruck = true;
    };
    return findKindIn(this.hasFault ? withFault(kinds, struck) : kinds);
  }

  /** The small file beside the hub's keys. */
  private readonly reached: ReachedFile = this.newReached();

  private newReached(): ReachedFile {
    let last: Reached | undefined;
    const remember = (reached: Reached): void => {
      last = reached;
    };
    // As the file does it (`hub/reached.ts`).
    const keepUp = (reached: Reached): void => {
      if (last?.epoch === reached.epoch && reached.n > last.n) remember(reached);
    };
    return { recall: () => last, remember, keepUp };
  }

  async open(): Promise<void> {
    const ports = {
      clock: { now: () => this.world.now() + this.skew },
      random: this.world.random,
      sm3: nativeSm3,
    };
    const keys = createHubKeys(new Uint8Array(32).fill(7), seededRandom(1));
    const quiet = () => undefined;
    const log = {
      info: quiet,
      warn: (facts: object, text: string) => {
        this.world.say(`hub: ${text} ${JSON.stringify(facts)}`);
      },
      error: (facts: object, text: string) => {
        if (!this.hasDied) this.world.say(`hub: ${text} ${JSON.stringify(facts)}`);
      },
    };
    this.running = await createHub({
      database: this.dying(),
      keys,
      ports,
      log,
      reached: this.reached,
      findKind: this.findKind,
    });
  }

  /** The database as the hub sees it: each statement may be the one at which the program ends. */
  private dying(): Database {
    const live = (): void => {
      if (this.diesIn === undefined) return;
      this.diesIn -= 1;
      if (this.diesIn > 0) return;
      this.hasDied = true;
      throw new HubDied();
    };
    return {
      close: () => Promise.resolve(),
      transact: async (work) => {
        live();
        const value = await this.database.transact((transaction) => {
          const watched: Transaction = {
            all: (query) => {
              live();
              return transaction.all(query);
            },
            get: (query) => {
              live();
              return transaction.get(query);
            },
            run: (query) => {
              live();
              return transaction.run(query);
            },
          };
          return work(watched);
        });
        live();
        return value;
      },
    };
  }

  /** Whether it failed for the fault it is known to have. */
  get wasStruck(): boolean {
    const was = this.isStruck;
    this.isStruck = false;
    return was;
  }

  /** Undefined: the hub ended before it could answer, and was started again. */
  async answer(call: Call, diesIn?: number): Promise<Reply | undefined> {
    this.diesIn = diesIn;
    const reply = await this.running.answer(call);
    this.diesIn = undefined;
    if (!this.hasDied) return reply;
    this.hasDied = false;
    this.world.say('hub died and was started again');
    await this.open();
    return undefined;
  }

  /** The number it takes next of a writer; 0 where it knows none. */
  async nextSeq(writer: string): Promise<number> {
    const row = await this.database.transact((transaction) =>
      transaction.get(sql<{ next: number }>`SELECT next_seq AS next FROM writer WHERE id = ${writer}`),
    );
    return row?.next ?? 0;
  }

  /** Who may not act any more, as the hub has it now. */
  async dismissed(): Promise<ReadonlySet<string>> {
    const rows = await this.database.transact((transaction) =>
      transaction.all(sql<{ id: string }>`SELECT id FROM actor WHERE NOT is_active`),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Fresh tables. */
  async empty(): Promise<void> {
    await migrate(this.database, migrations);
    // Not DELETE: what lies dead in the tables and in their indexes would make each seed slower than the one before.
    await this.run([
      `TRUNCATE ${tables.join(', ')}`,
      ...tables.map((table) => `CREATE TABLE IF NOT EXISTS kept_${table} AS TABLE ${table}`),
    ]);
    this.hasBackup = false;
  }

  async backUp(): Promise<void> {
    await this.run([
      `TRUNCATE ${tables.map((table) => `kept_${table}`).join(', ')}`,
      ...tables.map((table) => `INSERT INTO kept_${table} SELECT * FROM ${table}`),
    ]);
    this.hasBackup = true;
  }

  /** Puts the last backup back, as an operator does after the disk is gone. Answers false where there is none. */
  async restore(): Promise<boolean> {
    if (!this.hasBackup) return false;
    await this.run(
      tables.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM kept_${table}`]),
    );
    await this.open();
    // It notices by itself where entries are missing; the operator says it where only answers are.
    const { state } = await this.database.transact(readHead);
    if (state === 'open') await beginCollection(this.running.hub);
    return true;
  }

  private run(texts: readonly string[]): Promise<void> {
    return this.database.transact(async (transaction) => {
      for (const text of texts) await transaction.run(new Sql([text], []));
    });
  }
}
