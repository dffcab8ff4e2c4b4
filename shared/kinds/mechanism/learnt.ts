/**
 * What `decide` may learn from other streams and from the desk. The desk and the hub each implement it; what was learnt is
 * written into the entry as facts, so that a fold never has to ask again.
 */
import type { PaperSigner } from '../../documents/paper-seal.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Permission } from '../../kernel/permissions.ts';
import type { Limit } from '../../time/limits.ts';
import type { Lapse } from '../../time/standing.ts';
import type { Due, Stops } from './dues.ts';

export interface Learnt {
  /** A row of a registry by its key, as its kind's `record` projects it. */
  readonly record: (kind: string, key: string) => JsonObject | undefined;
  /** The row of the stream that an entry belongs to, also where the township has another row of its key: a version that a case keeps. */
  readonly recordAt: (kind: string, entry: string) => JsonObject | undefined;
  /** A case of any kind that this person may see and that was not voided, merged or destroyed. */
  readonly caseOf: (stream: string) => CaseFacts | undefined;
  /** Counts a limit from the instant it begins to run, under the calendar in force. `stops`: what happened to it since. */
  readonly due: (name: string, from: string, limit: Limit, lapse: Lapse, stops?: Stops) => Due;
  readonly may: (permission: Permission) => boolean;
  readonly staff: { readonly id: string; readonly name: string };
  readonly station: StationFacts;
  /** Whether this desk is the authority (no hub yet, or this is the hub). */
  readonly isAuthority: boolean;
  /** Whether a second person could confirm (more than one active member of staff with the permission). */
  readonly hasSecondPerson: boolean;
  /** Whether somebody active holds the permission and is none of these (staff by id). */
  readonly hasOther: (permission: Permission, except: readonly string[]) => boolean;
  /** Whether one of these papers was sent to a printer and may have come out, as far as this desk knows. */
  readonly mayBeOut: (stream: string, papers: readonly string[]) => boolean;
  /** Whether the content of an attachment is here, or known to be at the hub. */
  readonly hasContent: (blob: string) => boolean;
  /** The stored picture of a character that no face has, a PNG in base64. */
  readonly pictureOf: (character: string) => string | undefined;
  /** The next receipt number; taking it twice in one act is a bug. */
  readonly takeNumber: () => string;
  readonly mint: Mint;
  /** The hand of this desk under its papers. */
  readonly signer: () => PaperSigner;
}

export interface CaseFacts {
  readonly kind: string;
  readonly number: string;
  /** Values; personal data in full: what is written as a fact must not name anybody. */
  readonly fields: JsonObject;
}

export interface StationFacts {
  readonly code: string;
  readonly name: string;
  readonly township: string;
  readonly phone?: string;
  readonly address?: string;
  /** 决定机关, 复议机关, 管辖法院, as decisions name them. */
  readonly organ?: string;
  readonly reviewBody?: string;
  readonly court?: string;
  /** Base address of the township's petitioner pages, once it has one. */
  readonly web?: string;
}

/** Final ids and times, minted at the desk. */
export interface Mint {
  readonly id: () => string;
  /** Random token of a QR: 128 bits, 26 characters of base32. */
  readonly token: () => string;
}
