/** The printers of this computer: those that were set up here, those the system lends (Electron), and which paper goes to which. */
import type { PrinterOfDesk } from '#shared/contract/printers.ts';
import { paperSizes, type PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import type { Runtime } from '../runtime.ts';
import {
  chosenPrinters,
  printersByPaper,
  printersOfDesk,
  readSetting,
  writeSetting,
  type ChosenPrinters,
} from '../settings.ts';
import { transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { findByWays, type Found } from './ways/find-printers.ts';
import { usualTools, type WayTools } from './ways/way-to.ts';

export const waysOf = ({ options }: Runtime): WayTools => options.ways ?? usualTools;

export interface PrinterList {
  readonly printers: PrinterOfDesk[];
  readonly chosen: ChosenPrinters;
  readonly byPaper: Record<string, string>;
}

export const printersHere = (handle: ReadHandle | Transaction): PrinterList => ({
  printers: [...readSetting(handle, printersOfDesk)],
  chosen: readSetting(handle, chosenPrinters),
  byPaper: { ...readSetting(handle, printersByPaper) },
});

export interface Choice {
  readonly printers: { name: string; title: string; sizes: PaperSize[] }[];
  readonly chosen: ChosenPrinters;
}

/** Those of the system that nobody has set up under a name of their own. */
async function lent(runtime: Runtime, own: readonly PrinterOfDesk[]): Promise<Choice['printers']> {
  const known = new Set(own.flatMap(({ way }) => (way.by === 'driver' ? [way.name] : [])));
  const printers = (await runtime.options.printers?.printers()) ?? [];
  return printers.flatMap(({ name, title }) => (known.has(name) ? [] : [{ name, title, sizes: [...paperSizes] }]));
}

/** What can be chosen from. Refusal: print.notHere (none is set up and the system lends none: the page prints by itself). */
export async function listPrinters(runtime: Runtime, core: DeskCore): Promise<Result<Choice>> {
  const { printers: own, chosen } = printersHere(core.store.read);
  if (runtime.options.printers === undefined && own.length === 0) return refuse('print.notHere');
  const system = await lent(runtime, own);
  const printers = [...own.map(({ id, title, sizes }) => ({ name: id, title, sizes: [...sizes] })), ...system];
  const only = own.length === 0 && system.length === 1 ? (system[0]?.name ?? '') : '';
  // A printer that is gone is not chosen any more; where there is one only, nobody is asked.
  const there = (size: PaperSize): string => {
    const name = chosen[size];
    const isThere = own.some(({ id, sizes }) => id === name && sizes.includes(size));
    return isThere || system.some((one) => one.name === name) ? name : only;
  };
  return ok({ printers, chosen: { '80mm': there('80mm'), A5: there('A5'), A4: there('A4') } });
}

/** Where a paper goes: one that was set up, or one the system lends by its name there. */
export type Target =
  | { readonly of: 'desk'; readonly printer: PrinterOfDesk }
  | { readonly of: 'system'; readonly name: string; readonly title: string };

/** Refusals: print.notHere, print.noPrinter (nobody has chosen one for that size). */
export async function targetOf(
  runtime: Runtime,
  core: DeskCore,
  spec: string,
  size: PaperSize,
): Promise<Result<Target>> {
  const { printers: own, byPaper } = printersHere(core.store.read);
  const find = (name: string | undefined): Target | undefined => {
    const printer = own.find(({ id, sizes }) => id === name && sizes.includes(size));
    return printer && { of: 'desk', printer };
  };
  const excepted = find(byPaper[spec]);
  if (excepted !== undefined) return ok(excepted);
  const choice = await listPrinters(runtime, core);
  if (!choice.ok) return choice;
  const name = choice.value.chosen[size];
  const chosen = find(name);
  if (chosen !== undefined) return ok(chosen);
  const system = choice.value.printers.find((one) => one.name === name);
  if (system !== undefined) return ok({ of: 'system', name: system.name, title: system.title });
  // In a browser the page prints what has no printer of its own, as it did before any was set up.
  return runtime.options.printers === undefined ? refuse('print.notHere') : refuse('print.noPrinter', { size });
}

export async function findPrinters(runtime: Runtime): Promise<Found[]> {
  const drivers = (await runtime.options.printers?.printers()) ?? [];
  const found = await findByWays(waysOf(runtime), runtime.options.pages !== undefined);
  return [...drivers.map(({ name, title }): Found => ({ title, way: { by: 'driver', name } })), ...found];
}

export function choosePrinter(core: DeskCore, size: PaperSize, printer: string): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, chosenPrinters, { ...readSetting(transaction, chosenPrinters), [size]: printer });
  });
}

/** Refusal: paper.unknown. */
export function choosePaperPrinter(core: DeskCore, paper: string, printer: string): Result<Record<string, never>> {
  if (findPaper(paper) === undefined) return refuse('paper.unknown');
  transact(core.store.write, (transaction) => {
    const { [paper]: _before, ...others } = readSetting(transaction, printersByPaper);
    writeSetting(transaction, printersByPaper, printer === '' ? others : { ...others, [paper]: printer });
  });
  return ok({});
}

/** A new one, or one that is described anew. */
export function keepPrinter(core: DeskCore, printer: PrinterOfDesk): void {
  transact(core.store.write, (transaction) => {
    const others = readSetting(transaction, printersOfDesk).filter(({ id }) => id !== printer.id);
    writeSetting(transaction, printersOfDesk, [...others, printer]);
  });
}

/** Refusal: print.noSuchPrinter. */
export function removePrinter(core: DeskCore, id: string): Result<Record<string, never>> {
  return transact(core.store.write, (transaction): Result<Record<string, never>> => {
    const { printers, chosen, byPaper } = printersHere(transaction);
    if (!printers.some((printer) => printer.id === id)) return refuse('print.noSuchPrinter');
    const without = (name: string): string => (name === id ? '' : name);
    writeSetting(
      transaction,
      printersOfDesk,
      printers.filter((printer) => printer.id !== id),
    );
    writeSetting(transaction, chosenPrinters, {
      '80mm': without(chosen['80mm']),
      A5: without(chosen.A5),
      A4: without(chosen.A4),
    });
    writeSetting(
      transaction,
      printersByPaper,
      Object.fromEntries(Object.entries(byPaper).filter(([, printer]) => printer !== id)),
    );
    return ok({});
  });
}
