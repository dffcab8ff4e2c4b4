/** Procedures of the exchange by USB stick: what a desk takes along, takes in, and hands on for another that has no line. */
import { z } from 'zod';
import { partBytes } from './attachment.ts';
import { done, id, instant, nothing, procedure } from './base.ts';
import { linkStops } from './link.ts';

const base64 = z.base64();
/** As the screen calls the file; the ending is ours. */
const name = z.string().trim().min(1).max(100);
const upload = z.strictObject({ upload: id });

/** Of the file's name: no other program opens it. */
export const stickEnding = '.tbx';

export const stickState = z.strictObject({
  /** It heard of the server's keys once; before that there is nothing to exchange. */
  isReady: z.boolean(),
  /** Acts that a file would carry now. */
  waiting: z.int().min(0),
  /** Contents of attachments that the server has not got; as many go along as there is room for. */
  files: z.int().min(0),
  /** The file that was last taken along. */
  out: z.strictObject({ at: instant, acts: z.int().min(0), isAnswered: z.boolean() }).nullable(),
  /** When an answer was last taken in. */
  back: z.strictObject({ at: instant }).nullable(),
});
export type StickState = z.infer<typeof stickState>;

export const stickTaken = z.strictObject({
  /** Acts that were waiting and are answered now. */
  acts: z.int().min(0),
  /** Cases and others that changed by what came in. */
  changed: z.int().min(0),
  /** Another round is needed. */
  isMore: z.boolean(),
  /** The server was put back, and waits until every computer has returned what it holds. */
  isCollecting: z.boolean(),
  stop: z.enum(linkStops).nullable(),
});
export type StickTaken = z.infer<typeof stickTaken>;

export const stickContract = {
  state: procedure('login', nothing, stickState),
  /** 带走, for a page that hands it to its browser as a download; `data` is base64. */
  out: procedure('case.handle', nothing, z.strictObject({ data: z.string(), acts: z.int() })),
  /** The same to a place the person chooses now; only where the program has a window of its own. */
  save: procedure('case.handle', z.strictObject({ name }), z.strictObject({ saved: z.boolean() })),
  /** A file that was chosen, in parts of `partBytes`, in order from 0. */
  part: procedure(
    'case.handle',
    z.strictObject({ upload: id, index: z.int().min(0).max(100), data: base64.max(Math.ceil(partBytes / 3) * 4) }),
    done,
  ),
  /** 取回 */
  takeIn: procedure('case.handle', upload, stickTaken),
  /** 转交: the answer of the server to another station's file, to be handed to the browser as a download. */
  handOn: procedure('case.handle', upload, z.strictObject({ data: z.string() })),
  handOnSave: procedure('case.handle', upload.extend({ name }), z.strictObject({ saved: z.boolean() })),
};
