/** 办件档案: the parts of the file of one case, in the order they are bound in, and what it still lacks. */

export const partSorts = ['form', 'material', 'paper', 'signed', 'photo', 'other', 'course', 'clock'] as const;
/** 申请表, 材料, 出具的文书, 签名件, 照片, 其他附件, 办理过程, 办理依据. */
export type PartSort = (typeof partSorts)[number];

/** The folder of a part in the package, and the heading above it in the bookmarks. */
export const sortNames: Readonly<Record<PartSort, string>> = {
  form: '申请表',
  material: '申请材料',
  paper: '出具的文书',
  signed: '签名件',
  photo: '照片',
  other: '其他附件',
  course: '办理过程',
  clock: '办理依据',
};

export const gapCodes = [
  'material',
  'scan',
  'paper',
  'signed',
  'content',
  'original',
  'glyph',
  'choice',
  'doubt',
] as const;
/**
 * material: asked for and never handed in. scan: handed in, and nothing of it is here as a file. paper: the course demands it, none valid is there.
 * signed: to be signed by somebody, no signed sheet is there. content: the file itself is not on this desk. original: still kept here.
 * glyph: no face here has a character of it, so a blank stands there. choice: two values wait for a person. doubt: an entry that the rules did not allow.
 */
export type GapCode = (typeof gapCodes)[number];
export interface Gap {
  readonly code: GapCode;
  /** Of a material, a paper or an attachment; '' where it is about none. */
  readonly name: string;
}

/** As the file itself says it (缺项说明): papers are Chinese. */
const gapSentences: Readonly<Record<GapCode, string>> = {
  material: '{name}：事项要求，没有收到',
  scan: '{name}：已收，没有扫描件或电子件',
  paper: '{name}：没有有效的一份',
  signed: '{name}：没有签名后的扫描件',
  content: '{name}：附件内容不在本机',
  original: '{name}：原件还在本处，没有归还',
  glyph: '{name}：有字库里没有的字，档案里留空，请按身份证手写填入',
  choice: '有内容在两处填得不一样，没有核对',
  doubt: '有存疑的记录没有核对',
};
export const gapSentence = ({ code, name }: Gap): string => gapSentences[code].replace('{name}', name);
