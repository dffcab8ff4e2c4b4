/** Printers of this computer: how each is reached, what it understands, and which papers go to it. */
import { z } from 'zod';
import { paperSizes } from '../documents/blocks.ts';
import { done, nothing, paperSize, procedure } from './base.ts';

/** A host name or an address, never an option, a path or an address of the web. */
const host = z.string().regex(/^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9a-fA-F]*:[0-9a-fA-F:.]+$/);
/** A name of a queue or driver; one that begins with a dash would be an option. */
const queueName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^-\p{Cc}][^\p{Cc}]*$/u);
/** Printers only: a device of Linux by its usual names, or a port of Windows. */
const devicePath = z
  .string()
  .regex(/^\/dev\/(usb\/lp\d{1,2}|lp\d{1,2}|usblp\d{1,2}|ttyUSB\d{1,2}|ttyS\d{1,2})$|^\\\\\.\\(LPT|COM)\d$/);

export const printerWaySchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('network'), host, port: z.int().min(1).max(65_535) }),
  z.strictObject({ by: z.literal('device'), path: devicePath }),
  z.strictObject({ by: z.literal('cups'), queue: queueName }),
  z.strictObject({ by: z.literal('spooler'), name: queueName }),
  z.strictObject({ by: z.literal('driver'), name: queueName }),
  /** Whole pages through a browser of this computer that is started for it; '' = the system's own choice of a printer. */
  z.strictObject({ by: z.literal('browser'), name: queueName.or(z.literal('')) }),
]);
export type PrinterWay = z.infer<typeof printerWaySchema>;

/** `escposText`: has the characters of GBK. `escposRaster`: gets pictures of lines. `pdf`: takes whole pages. `driver`: Electron or a browser draws, the system's driver prints. */
export const printerLanguages = ['escposText', 'escposRaster', 'pdf', 'driver'] as const;
export type PrinterLanguage = (typeof printerLanguages)[number];

const languagesByWay: Readonly<Record<PrinterWay['by'], readonly PrinterLanguage[]>> = {
  network: ['escposText', 'escposRaster', 'pdf'],
  device: ['escposText', 'escposRaster', 'pdf'],
  cups: ['escposText', 'escposRaster', 'pdf'],
  spooler: ['escposText', 'escposRaster'],
  driver: ['driver'],
  browser: ['driver'],
};
export const languagesOf = (way: PrinterWay): readonly PrinterLanguage[] => languagesByWay[way.by];

/** A slip printer has a roll; a printer of pages has sheets, and with a driver either. */
export const sizesFor = (speaks: PrinterLanguage): readonly (typeof paperSizes)[number][] => {
  if (speaks === 'driver') return paperSizes;
  return speaks === 'pdf' ? ['A5', 'A4'] : ['80mm'];
};

const printerShape = z.strictObject({
  title: z.string().trim().min(1).max(60),
  way: printerWaySchema,
  speaks: z.enum(printerLanguages),
  /** It has a knife. */
  cut: z.boolean(),
  /** It answered when it was asked how it is: it is asked before each paper. */
  tells: z.boolean(),
  sizes: z.array(paperSize).min(1).max(3),
});
const fits = ({ way, speaks, sizes }: z.infer<typeof printerShape>): boolean =>
  languagesOf(way).includes(speaks) && sizes.every((one) => sizesFor(speaks).includes(one));

/** One as it is tried, before it is kept. */
export const printerDraftSchema = printerShape.refine(fits, { path: ['speaks'] });
export type PrinterDraft = z.infer<typeof printerDraftSchema>;

export const printerId = z.uuid();
export const printerSchema = printerShape.extend({ id: printerId }).refine(fits, { path: ['speaks'] });
export type PrinterOfDesk = z.infer<typeof printerSchema>;

export const printerStates = ['ready', 'paperOut', 'coverOpen', 'offline', 'unknown'] as const;

/** '' = nobody has chosen. */
export const chosenPrintersSchema = z.strictObject({ '80mm': z.string(), A5: z.string(), A4: z.string() });

export const printerContract = {
  /** What could be a printer of this computer, by each way there is; nothing is printed. */
  find: procedure(
    'desk.manage',
    nothing,
    z.strictObject({ found: z.array(z.strictObject({ title: z.string(), way: printerWaySchema })) }),
  ),
  /** Those that were set up, and which paper goes where: by size, and the papers that go elsewhere. */
  list: procedure(
    'login',
    nothing,
    z.strictObject({
      printers: z.array(printerSchema),
      chosen: chosenPrintersSchema,
      byPaper: z.record(z.string(), z.string()),
    }),
  ),
  /** How it says it is; `unknown` where it does not say. */
  state: procedure('paper.issue', z.strictObject({ id: printerId }), z.strictObject({ state: z.enum(printerStates) })),
  /** Prints the test page on a printer as it is described, kept or not, and asks it how it is. Refusal: print.notHere (nothing here draws pages). */
  test: procedure(
    'desk.manage',
    z.strictObject({ printer: printerDraftSchema, size: paperSize }),
    z.strictObject({
      fate: z.enum(['printed', 'failed', 'unknown']),
      reason: z.string().nullable(),
      state: z.enum(printerStates),
    }),
  ),
  keep: procedure('desk.manage', z.strictObject({ printer: printerSchema }), done),
  /** Papers that went there go nowhere until somebody chooses. Refusal: print.noSuchPrinter. */
  remove: procedure('desk.manage', z.strictObject({ id: printerId }), done),
  /** One paper goes to another printer than its size; '' = with the others again. Refusal: paper.unknown. */
  choosePaper: procedure(
    'paper.issue',
    z.strictObject({ paper: z.string().max(60), printer: z.string().max(500) }),
    done,
  ),
};
