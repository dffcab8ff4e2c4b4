import type { Migration } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { linkTables } from './0003-link.ts';
import { parties } from './0004-parties.ts';
import { counter } from './0005-counter.ts';
import { pauses } from './0006-pauses.ts';
import { queues } from './0007-queues.ts';
import { secondTrips } from './0008-second-trips.ts';
import { people } from './0009-people.ts';
import { tripsAtOnce } from './0010-trips-at-once.ts';
import { printPieces } from './0011-print-pieces.ts';
import { ledgers } from './0012-ledgers.ts';
import { looseJobs } from './0013-loose-jobs.ts';

export const migrations: readonly Migration[] = [
  journal,
  projections,
  linkTables,
  parties,
  counter,
  pauses,
  queues,
  secondTrips,
  people,
  tripsAtOnce,
  printPieces,
  ledgers,
  looseJobs,
];
