/**
 * A paper as data. What is issued is stored for ever and a reprint must be identical, so drawing depends on this, the size of the
 * sheet and the copy mark only: every word, date and number is already in it, nothing is looked up when it is printed again.
 *
 * Stored papers outlive the program: a change that old blocks do not fit needs `model: 2` beside this one, never a change of model 1.
 */
import { z } from 'zod';

export const blockModel = 1;

const longestText = 100_000;
const text = z.string().max(longestText);

/** A PNG as base64, begun as every PNG begins: of one character, so small. */
export const glyphPicture = z
  .string()
  .max(12_000)
  .regex(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/);

/** Part of a line: printed text, a line to write on, or squares for one character each (an ID number by hand has 18). */
const runSchema = z.union([
  z.strictObject({ text }),
  /**
   * `blank`: length in characters. `hint`: small print beneath it, such as the code point of the character to be written in.
   * `picture`: of the character that no face has, a PNG in base64, drawn in its place; who cannot draw pictures leaves the blank.
   */
  z.strictObject({
    blank: z.int().min(1).max(60),
    hint: z.string().max(40).exactOptional(),
    picture: glyphPicture.exactOptional(),
  }),
  z.strictObject({ boxes: z.int().min(1).max(40) }),
]);
const inlineSchema = z.union([text, z.array(runSchema)]);

const titleSchema = z.strictObject({ type: z.literal('title'), text, under: text.exactOptional() });
/** Who gives the paper: name of the hall, then smaller lines (station, address, telephone). */
const letterheadSchema = z.strictObject({ type: z.literal('letterhead'), name: text, lines: z.array(text) });
const headingSchema = z.strictObject({ type: z.literal('heading'), text });
const numberSchema = z.strictObject({ type: z.literal('number'), label: text, value: text });
/** The one thing a person must find at arm's length: the date to come back on. */
const highlightSchema = z.strictObject({
  type: z.literal('highlight'),
  label: text,
  value: text,
  note: inlineSchema.exactOptional(),
});
const gridSchema = z.strictObject({
  type: z.literal('grid'),
  /** On a slip of 80 mm always one. */
  columns: z.union([z.literal(1), z.literal(2)]),
  items: z
    .array(
      z.strictObject({
        label: text,
        value: inlineSchema,
        isWide: z.literal(true).exactOptional(),
        isStrong: z.literal(true).exactOptional(),
      }),
    )
    .min(1),
  /** Rows high enough to write in by hand. */
  isByHand: z.literal(true).exactOptional(),
});
const tableSchema = z.strictObject({
  type: z.literal('table'),
  columns: z
    .array(
      z.strictObject({
        header: text,
        /** Share of the width. */
        width: z.int().min(1).max(100),
        align: z.enum(['start', 'center', 'end']).exactOptional(),
      }),
    )
    .min(1),
  rows: z.array(z.array(inlineSchema)),
  /** Empty rows below, to be filled in by hand. */
  blankRows: z.int().min(0).max(200).exactOptional(),
});
const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  text: inlineSchema,
  look: z.enum(['plain', 'indented', 'strong', 'end']).exactOptional(),
});
const checkListSchema = z.strictObject({
  type: z.literal('checkList'),
  mark: z.enum(['number', 'empty', 'ticked', 'dot']),
  items: z.array(z.strictObject({ text: inlineSchema, detail: inlineSchema.exactOptional() })),
});
/** Who signs, as a signature made on a pad is bound to the place it belongs to. */
export const signers = [
  'petitioner',
  'agent',
  'guardian',
  'witness',
  'handler',
  'approver',
  'receiver',
  'other',
] as const;
const signatureLineSchema = z.strictObject({
  type: z.literal('signatureLine'),
  fields: z
    .array(
      z.strictObject({
        label: text,
        hasDate: z.literal(true).exactOptional(),
        /** `witness`: 见证人, where somebody cannot write. */
        signer: z.enum(signers).exactOptional(),
        /** A square beside the line: 按指印. */
        hasFingerprint: z.literal(true).exactOptional(),
        /** 电子签名法 art. 3: no pad, a hand on paper. */
        isHandOnly: z.literal(true).exactOptional(),
      }),
    )
    .min(1),
});
/** 已宣读: what was read out to somebody who cannot read it, to be ticked where it was. */
const readAloudSchema = z.strictObject({
  type: z.literal('readAloud'),
  text,
  isDone: z.literal(true).exactOptional(),
});
/** Which seal belongs there: 收件（受理）专用章, 行政审批专用章, the body's own, that of a 村（居）委会. */
export const sealKinds = ['intake', 'approval', 'body', 'committee'] as const;
const sealPlaceSchema = z.strictObject({
  type: z.literal('sealPlace'),
  seal: z.enum(sealKinds).exactOptional(),
  label: text,
  /** Name of the body and date, over which the seal is stamped (骑年盖月). */
  lines: z.array(text),
});
const qrSchema = z.strictObject({
  type: z.literal('qr'),
  content: z.string().min(1).max(1000),
  caption: text.exactOptional(),
});
/** Code 128, for scanners that read one row only. `content`: printable ASCII. */
const barcodeSchema = z.strictObject({
  type: z.literal('barcode'),
  content: z.string().regex(/^[ -~]{1,40}$/),
  caption: text.exactOptional(),
});
/** `picture`: id of an attachment of the same stream; without it an empty frame to paste a photograph into. Millimetres. */
const photoSchema = z.strictObject({
  type: z.literal('photo'),
  picture: z.string().max(100).exactOptional(),
  label: text,
  width: z.int().min(10).max(180),
  height: z.int().min(10).max(240),
});
/** Groups of characters to be copied exactly, large, each with its place in the order. */
const groupsSchema = z.strictObject({
  type: z.literal('groups'),
  items: z.array(text).min(1),
  perRow: z.int().min(1).max(8),
});
/** On a sheet it divides the height into equal parts, so that it can be cut or folded in the middle. */
const cutSchema = z.strictObject({ type: z.literal('cut'), label: text });
const ruleSchema = z.strictObject({ type: z.literal('rule') });
const noteSchema = z.strictObject({ type: z.literal('note'), text: inlineSchema });
/** What this paper is not: 更正件, 补录, 练习 … `kind` only chooses the frame; the words are stored. */
const markerSchema = z.strictObject({
  type: z.literal('marker'),
  kind: z.enum(['corrected', 'late', 'practice', 'secret']),
  text,
  detail: inlineSchema.exactOptional(),
});

const leafSchema = z.discriminatedUnion('type', [
  titleSchema,
  letterheadSchema,
  headingSchema,
  numberSchema,
  highlightSchema,
  gridSchema,
  tableSchema,
  paragraphSchema,
  checkListSchema,
  signatureLineSchema,
  readAloudSchema,
  sealPlaceSchema,
  qrSchema,
  barcodeSchema,
  photoSchema,
  groupsSchema,
  cutSchema,
  ruleSchema,
  noteSchema,
  markerSchema,
]);

/** Side by side on a sheet, one below the other on a slip. `narrow`: the second takes only the width it needs. */
const besideSchema = z.strictObject({
  type: z.literal('beside'),
  second: z.enum(['narrow', 'equal']),
  blocks: z.tuple([z.array(leafSchema), z.array(leafSchema)]),
});

const blockSchema = z.union([leafSchema, besideSchema]);

/** One issued paper, as it is stored. */
export const blocksSchema = z.strictObject({
  model: z.literal(blockModel),
  orientation: z.enum(['portrait', 'landscape']),
  /** 适老: in large type. */
  isLarge: z.literal(true).exactOptional(),
  /** In the faces of an official document (GB/T 9704). */
  isFormal: z.literal(true).exactOptional(),
  /** 一式几份: whose each copy is. Absent: one. */
  copies: z.array(text.min(1)).min(2).max(9).exactOptional(),
  blocks: z.array(blockSchema).min(1),
});

export type Run = z.infer<typeof runSchema>;
export type Inline = z.infer<typeof inlineSchema>;
export type LeafBlock = z.infer<typeof leafSchema>;
export type Block = z.infer<typeof blockSchema>;
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;
export type IssuedBlocks = z.infer<typeof blocksSchema>;

export const paperSizes = ['80mm', 'A5', 'A4'] as const;
export type PaperSize = (typeof paperSizes)[number];

/** Every block, those side by side too, in reading order. */
export const leavesOf = ({ blocks }: IssuedBlocks): LeafBlock[] =>
  blocks.flatMap((block) => (block.type === 'beside' ? block.blocks.flat() : [block]));
