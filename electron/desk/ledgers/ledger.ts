/**
 * 台账: a register is one file that says which rows, which columns and what stands in them, and one line in `all.ts`. Its words are Chinese,
 * as everything the hall prints; people's names are masked, on the screen as on paper.
 */
import type { LedgerName } from '#shared/contract/ledger.ts';
import type { Permission } from '#shared/kernel/permissions.ts';
import kinds from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import type { DeskCore, Viewer } from '../core.ts';

export interface LedgerFilter {
  /** Beijing dates, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly matter?: string | undefined;
  readonly station?: string | undefined;
}

export interface LedgerRow {
  /** Where the next page goes on. */
  readonly key: readonly string[];
  /** The case it opens; null where it is about none, or about one the reader may not open. */
  readonly stream: string | null;
  readonly number: string;
  /** One text a column. */
  readonly cells: readonly string[];
}

export interface Column {
  readonly header: string;
  /** Share of the width of a sheet. */
  readonly width: number;
}

export interface Ledger {
  readonly name: LedgerName;
  readonly title: string;
  /** What counts, in a sentence under the title. */
  readonly basis: string;
  /** Whoever holds it may read this register; of cases they see those they see elsewhere. */
  readonly permission: Permission;
  readonly columns: readonly Column[];
  /** The newest first. */
  readonly page: (
    core: DeskCore,
    viewer: Viewer,
    filter: LedgerFilter,
    after: readonly string[] | undefined,
    limit: number,
  ) => LedgerRow[];
  readonly count: (core: DeskCore, viewer: Viewer, filter: LedgerFilter) => number;
}

const words = kinds as Readonly<Record<string, string>>;
/** A word of a kind; what has none prints its own name. */
export const word = (key: string, otherwise: string): string => words[key] ?? otherwise;
export const statusWord = (kind: string, status: string): string => word(`${kind}.status.${status}`, status);
