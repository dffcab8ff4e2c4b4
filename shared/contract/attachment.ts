/** Procedures on attachments: in parts both ways, so that one call stays small. */
import { z } from 'zod';
import { attachedForSchema } from '../kinds/mechanism/records.ts';
import { blobLimit } from '../sync/protocol.ts';
import { done, id, procedure } from './base.ts';

/** Bytes of one part before base64. */
export const partBytes = 2 * 1024 * 1024;
/** Bytes of one attachment. */
export const longestAttachment = blobLimit.whole;
const base64 = z.base64().max(Math.ceil(partBytes / 3) * 4);

export const attachmentContract = {
  /** `upload` is minted by the screen; parts in order from 0. */
  part: procedure('case.handle', z.strictObject({ upload: id, index: z.int().min(0).max(1000), data: base64 }), done),
  keep: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      stream: id,
      upload: id,
      name: z.string().trim().min(1).max(255),
      mime: z.string().max(127),
      /** 必需材料: the case is not closed before its content is here or at the server. */
      isRequired: z.boolean().default(false),
      for: attachedForSchema.exactOptional(),
    }),
    z.strictObject({ id }),
  ),
  /** A photograph of a form that is still typed: kept until its draft or its case has gone. Its name goes into `case.begin`. */
  hold: procedure('case.handle', z.strictObject({ upload: id }), z.strictObject({ blob: z.string(), bytes: z.int() })),
  read: procedure(
    'case.reveal',
    z.strictObject({ stream: id, id, part: z.int().min(0).max(1000) }),
    z.strictObject({ name: z.string(), mime: z.string(), parts: z.int(), data: base64 }),
    'logged',
  ),
  /** To a place outside that the person chooses now; only where the program has a window of its own. */
  save: procedure('case.reveal', z.strictObject({ stream: id, id }), z.strictObject({ saved: z.boolean() })),
  /** Said before a browser takes it as a download: an entry on the case and a line of the audit chain. */
  export: procedure('case.reveal', z.strictObject({ act: id, stream: id, id }), done),
  /** 更正: it was in the wrong case. */
  move: procedure(
    'case.correct',
    z.strictObject({ act: id, stream: id, id, to: id, reason: z.string().trim().min(1).max(2000) }),
    z.strictObject({ id }),
  ),
};
