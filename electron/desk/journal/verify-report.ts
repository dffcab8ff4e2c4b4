/** What `verify` answers, as data: what was checked, what was found, and what nobody can know from the file alone. */

/**
 * changed: header or hash; bodyChanged: salt or body; missing: a gap in a writer's numbers; swapped: two entries or their bodies
 * in each other's place; unchained: it does not name the entry before; head: the chain's end is not the one the writer noted;
 * erasedUnnamed: a body is gone and no `erased` entry says so; audit: an event of the audit chain does not fit;
 * blobMissing, blobDamaged: an attachment; projection: rows differ from what the journal gives; pages: the file itself is damaged;
 * rewritten, truncated: a witness saw something else, or more.
 */
export type What =
  | 'changed'
  | 'bodyChanged'
  | 'missing'
  | 'swapped'
  | 'unchained'
  | 'head'
  | 'erasedUnnamed'
  | 'audit'
  | 'blobMissing'
  | 'blobDamaged'
  | 'projection'
  | 'pages'
  | 'rewritten'
  | 'truncated';

/** Ids and numbers only: it is logged and shown. */
export type Finding = {
  readonly what: What;
  readonly writer?: string;
  /** Number within the writer's chain (of an audit event: within the audit chain); `to` ends a range. */
  readonly seq?: number;
  readonly to?: number;
  readonly entry?: string;
  readonly stream?: string;
  /** Table of a projection, or name of an attachment. */
  readonly where?: string;
};

/** Entries of a chain that only a witness could vouch for: they, or others after them, may have been written anew or cut off. */
export type Unwitnessed = { readonly writer: string; readonly from: number; readonly to: number };

export type VerifyReport = {
  readonly checked: {
    readonly writers: number;
    readonly entries: number;
    readonly erased: number;
    readonly audit: number;
    readonly attachments: number;
    /** Streams whose rows were made anew and compared. */
    readonly streams: number;
    readonly isDeep: boolean;
  };
  /** At most `mostFindings`; `findings` counts all. */
  readonly found: Finding[];
  readonly findings: number;
  /** Heads recorded elsewhere that were held against the chains; those inside the file (`resumed`) are not counted. */
  readonly witnesses: number;
  readonly unwitnessed: Unwitnessed[];
  readonly auditUnwitnessed: { readonly from: number; readonly to: number } | null;
};

export const mostFindings = 500;

/** A head of a chain as somebody else recorded it: a backup's manifest, a paper, the hub. */
export interface Witness {
  readonly writer: string;
  readonly seq: number;
  /** hex; of a paper its first 16 digits. */
  readonly hash: string;
}
/** The same of the audit chain. */
export type AuditWitness = Omit<Witness, 'writer'>;

export class Findings {
  readonly list: Finding[] = [];
  count = 0;

  add(finding: Finding): void {
    this.count += 1;
    if (this.list.length < mostFindings) this.list.push(finding);
  }
}
