/**
 * 多跑一次登记 (second-trip ledger): each visit that failed for a missing paper, with the notice that was given, and each case that needed
 * one visit only. Rows follow from the entries; nobody types them. 一次办成率 is counted of them.
 */

/**
 * once: examined, and nothing was missing. correction 补正告知, above 上级退回补正, refused 不予受理; inquiry: told at the desk what is missing,
 * without a case and without a name.
 */
export const tripCauses = ['once', 'correction', 'above', 'refused', 'inquiry'] as const;
export type TripCause = (typeof tripCauses)[number];

/** Why it was missing, where a clerk said so: the guide is wrong, the person did not know, something else. */
export const tripReasons = ['guide', 'unaware', 'other'] as const;
export type TripReason = (typeof tripReasons)[number];

export interface TripRow {
  /** The entry that sent somebody home; '' of `once`. */
  readonly entry: string;
  readonly cause: TripCause;
  /** Code of the matter; '' where none was named. */
  readonly matter: string;
  /** 版本号 it was asked under; '' where no case keeps one. */
  readonly version: string;
  /** Instant. */
  readonly on: string;
  readonly reason: TripReason | '';
  /** Names of what was missing. */
  readonly papers: readonly string[];
  /** The notice is not answered yet: whoever comes back with it goes first. */
  readonly isOpen: boolean;
}
