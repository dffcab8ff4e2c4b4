/** What the thread that works on a catalogue is asked, and what it answers: texts rather than objects, which cost little to hand over. */
import type { Result } from '#shared/kernel/result.ts';
import type { FieldChange } from '#shared/kinds/matter/exchange/compare.ts';
import type { RowError } from '#shared/kinds/matter/exchange/read.ts';
import type { FormTags } from '#shared/documents/official-form/tag.ts';
import type { Cell } from '#shared/kinds/matter/exchange/cells.ts';
import type { SheetTexts } from '#shared/kinds/matter/exchange/write.ts';
import { runInWorker, type Watch } from '../workers.ts';

/** A row of the registry as it is kept. */
export interface StoredMatter {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  /** JSON. */
  readonly value: string;
}

export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
}

export type CatalogueForm = 'xlsx' | 'json';
export type ErrorLanguage = 'zh-CN' | 'en';

export type CatalogueJob =
  | { readonly do: 'read'; readonly bytes: Uint8Array; readonly rows: readonly StoredMatter[] }
  | { readonly do: 'write'; readonly form: CatalogueForm; readonly rows: readonly StoredMatter[] }
  /** A workbook of rows that somebody counted (多跑一次登记); numbers stay numbers. */
  | { readonly do: 'sheets'; readonly sheets: readonly SheetToWrite[] }
  | { readonly do: 'errors'; readonly pages: readonly string[]; readonly language: ErrorLanguage }
  /** What stands in a table somebody brought: a workbook or a CSV. */
  | { readonly do: 'cells'; readonly bytes: Uint8Array; readonly mostRows: number }
  | { readonly do: 'sheet'; readonly sheet: SheetTexts }
  | { readonly do: 'roster'; readonly roster: RosterJob };

/** 花名册: the upper office's template, filled with a row for each case. */
export interface RosterJob {
  readonly template: Uint8Array;
  /** As the matter calls it, for refusals. */
  readonly name: string;
  readonly once: Readonly<Record<string, string>>;
  readonly rows: readonly RosterRow[];
}
/** The tag that counts the rows. */
export const serial = '序号';
export interface RosterRow {
  readonly tags: FormTags;
  /** Of those tags that are numbers, so that the upper office can add them up. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface FilledRoster {
  readonly bytes: Uint8Array;
  /** The sheet as texts, to be looked at. */
  readonly texts: readonly (readonly string[])[];
  /** Row from which on the cases stand, from 0. */
  readonly from: number;
  /** Tags that name nothing the matter has: left empty. */
  readonly unknown: readonly string[];
}

export interface ReadSheet {
  readonly name: string;
  /** Of the sheet; `rows` may be fewer. */
  readonly count: number;
  readonly rows: readonly (readonly Cell[])[];
}

/** One matter that an import would publish or revise. */
export interface PlannedMatter {
  readonly code: string;
  readonly name: string;
  readonly state: 'new' | 'changed';
  /** What it was compared with; null where it is new. Somebody may change it while the preview is looked at. */
  readonly row: StoredMatter | null;
  /** JSON of a `ReadMatter`. */
  readonly read: string;
}

export interface NamedMatter {
  readonly code: string;
  readonly name: string;
}

export interface Plan {
  readonly planned: readonly PlannedMatter[];
  readonly same: readonly NamedMatter[];
  /** In use here and not in the file. */
  readonly missing: readonly (NamedMatter & { readonly stream: string })[];
  readonly errors: number;
  /** JSON of `RowError`s, `errorsAPage` on each page but the last. */
  readonly errorPages: readonly string[];
  /** Matters of the file that are not taken because of their errors. */
  readonly wrong: number;
}

export const errorsAPage = 100;
export type { FieldChange, RowError };

export interface CatalogueProgress {
  readonly done: number;
  readonly of: number;
}

/** 50,000 rows take a few hundred; a file made to take more ends this thread and no other. */
const heapMb = 1500;

/** Refusals: work.cancelled; catalogue.tooLarge where the thread ran out of memory, and those of reading. */
export const runCatalogue = <T>(job: CatalogueJob, watch: Watch<CatalogueProgress> = {}): Promise<Result<T>> =>
  runInWorker<CatalogueProgress, T>('catalogue/catalogue-worker', job, watch, {
    heapMb,
    refusal: { code: 'catalogue.tooLarge', details: { limitMb: heapMb } },
  });
