/** Every register, in the order of its page. */
import { complaints } from './complaints.ts';
import type { Ledger } from './ledger.ts';
import { looks } from './looks.ts';
import { notified } from './notified.ts';
import { overdue } from './overdue.ts';
import { refused } from './refused.ts';
import { reprinted } from './reprinted.ts';
import { tolerant } from './tolerant.ts';
import { voided } from './voided.ts';

export const ledgers: readonly Ledger[] = [notified, tolerant, refused, overdue, complaints, voided, reprinted, looks];
