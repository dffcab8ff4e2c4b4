import { z } from 'zod';
import { papers } from '#desk/print/page-size.ts';

/**
 * What the shell and the desk's process say to each other over the process' own port (`parentPort`); the window's calls travel
 * on their own MessagePort and never here.
 *
 *     shell → desk   start · port (with the port itself) · clock · close · answer · failed
 *     desk → shell   ready · refused · ask
 *
 * The desk asks for what only the main process can do: the system's key store, printers, paper, a file for outside.
 */

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** A key or a wrapped key; anything larger is not a secret but a mistake. */
const secret = bytes.refine((value) => value.byteLength > 0 && value.byteLength <= 4096);
const paper = z.enum(papers);
/** A whole document; 20 MB holds a pad of some hundred sheets with their codes. */
const html = z.string().max(20_000_000);

/** An attachment has at most 50 MB; a paper as PDF far less. */
const outsideBytes = bytes.refine((value) => value.byteLength <= 64 * 1024 * 1024);

export const askSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('secret.available') }),
  z.strictObject({ what: z.literal('secret.protect'), bytes: secret }),
  z.strictObject({ what: z.literal('secret.unprotect'), bytes: secret }),
  z.strictObject({ what: z.literal('printers') }),
  z.strictObject({ what: z.literal('print'), html, paper, printer: z.string().min(1).max(500) }),
  z.strictObject({ what: z.literal('pdf'), html, paper }),
  z.strictObject({ what: z.literal('save.place'), name: z.string().max(300) }),
  z.strictObject({ what: z.literal('save.write'), place: z.uuid(), bytes: outsideBytes }),
]);
export type Ask = z.infer<typeof askSchema>;

const printerSchema = z.strictObject({ name: z.string(), title: z.string() });
/** `name` is what the system calls it and what is stored, `title` what people read. */
export type Printer = z.infer<typeof printerSchema>;

const outcomeSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('printed') }),
  z.strictObject({ state: z.literal('failed'), reason: z.string() }),
  z.strictObject({ state: z.literal('unknown') }),
]);
/**
 * What became of a paper: `printed` = the system's queue took it; `failed` = it surely did not come out;
 * `unknown` = nobody can tell, so a person must look before printing again.
 */
export type PrintOutcome = z.infer<typeof outcomeSchema>;

const savedSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('saved') }),
  z.strictObject({ state: z.literal('failed'), reason: z.string() }),
]);
/** `failed`: nothing is there, and what was there before is untouched; `reason` is the system's code (ENOSPC, EACCES …). */
export type SaveOutcome = z.infer<typeof savedSchema>;

/** What comes back for each question. */
export const answerSchemas = {
  'secret.available': z.boolean(),
  'secret.protect': bytes,
  'secret.unprotect': bytes,
  printers: z.array(printerSchema),
  print: outcomeSchema,
  pdf: bytes,
  'save.place': z.uuid().nullable(),
  'save.write': savedSchema,
} as const satisfies Record<Ask['what'], z.ZodType>;
export type Answers = { readonly [W in Ask['what']]: z.infer<(typeof answerSchemas)[W]> };

const settingsSchema = z.strictObject({
  /** Where this desk's file, blobs and key slots are. */
  dataDir: z.string().min(1),
  /** The folder that holds `dist/` and `resources/`; inside the archive when packaged. */
  appRoot: z.string().min(1),
  version: z.string().min(1),
  demo: z.boolean(),
});
export type DeskSettings = z.infer<typeof settingsSchema>;

export const toDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), settings: settingsSchema }),
  z.strictObject({ type: z.literal('port') }),
  z.strictObject({ type: z.literal('clock') }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.strictObject({ type: z.literal('failed'), id: z.int(), reason: z.string() }),
]);
export type ToDesk = z.infer<typeof toDeskSchema>;

export const toShellSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('refused'), code: z.string() }),
  z.strictObject({ type: z.literal('ask'), id: z.int(), ask: askSchema }),
]);
export type ToShell = z.infer<typeof toShellSchema>;
