/** What every command and query of an open desk works on. Built once, in `desk.ts`, when the store is unlocked. */
import type { Clock, Random, Sm3 } from '#shared/kernel/ports.ts';
import type { Permission, Role } from '#shared/kernel/permissions.ts';
import type { FindKind } from '#shared/kinds/mechanism/fold.ts';
import type { StationFacts } from '#shared/kinds/mechanism/learnt.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { Ed25519 } from './keys/ed25519.ts';
import type { SpaceLevel } from './store/ballast.ts';
import type { Blobs } from './store/blobs.ts';
import type { Store } from './store/open.ts';

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly sm3: Sm3;
  readonly ed25519: Pick<Ed25519, 'open' | 'verify'>;
}

export interface DeskCore {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly ports: Ports;
  readonly kinds: readonly Kind[];
  readonly findKind: FindKind;
  /** Replaced where another desk turns out to have its code. */
  writer: WriterFacts;
  /** Whether this desk writes what is hub-owned (design: Authority): without a hub it does; joining one hands it over. */
  isAuthority: boolean;
  /** The calendar in force; replaced when a year is imported. */
  calendar: WorkCalendar;
  /** The station as its registry has it; replaced when it changes. */
  station: StationFacts;
  /** Numbering and printing stop until a person confirms the day (`commands/clock.ts`). */
  clockDoubt: ClockDoubt | null;
  /** The Beijing day a person has confirmed since the program started. */
  confirmedDay: string | null;
  /** Holds the clock against the last entry and the build; sets `clockDoubt`. */
  readonly lookAtClock: () => void;
  /** How much room the disk has; a full one takes no new acts. */
  readonly spaceLevel: () => SpaceLevel;
  /** The shipped calendar with the years the registry holds; asked again when registries came in from elsewhere. */
  readonly refreshRegistries: () => void;
  /** Told after each commit, so that screens ask again. */
  readonly changed: (streams: readonly string[]) => void;
}

export interface WriterFacts {
  readonly id: string;
  readonly code: string;
  /** 12-digit division code of the station. */
  readonly station: string;
}

export interface ClockDoubt {
  readonly why: 'beforeLastEntry' | 'beforeBuild' | 'longSilence';
  /** Instant of the last entry, or of the build. */
  readonly last: string;
}

/** Who is asking. Every query takes it first. */
export interface Viewer {
  readonly staff: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly may: ReadonlySet<Permission>;
  readonly station: string;
  /** Of 检查人员, who only look, and only for some days: which, and if they are to see a drawn sample alone, the streams of its cases. */
  readonly inspects?: { readonly until: PlainDate; readonly only?: ReadonlySet<string> };
}
