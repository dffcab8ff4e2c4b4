/**
 * The looks of each size. Everything is black on white: thermal paper has no grey, and a photocopy of a photocopy must stay readable.
 * Lines are at least 0.25 mm (two dots of a thermal head).
 */
import type { PaperSize } from './blocks.ts';

export type Orientation = 'portrait' | 'landscape';

interface Sheet {
  /** Millimetres, upright. A roll has no height of its own. */
  readonly width: number;
  readonly height: number | null;
  readonly margin: number;
  readonly fontSize: string;
  /** 适老: no print on a sheet below 16 pt, small print being nine tenths of it. */
  readonly largeSize: string;
}

const sheets: Readonly<Record<PaperSize, Sheet>> = {
  // The print head of an 80 mm printer covers 72 mm (576 dots).
  '80mm': { width: 80, height: null, margin: 4, fontSize: '11pt', largeSize: '13pt' },
  A5: { width: 148, height: 210, margin: 8, fontSize: '10.5pt', largeSize: '14pt' },
  A4: { width: 210, height: 297, margin: 15, fontSize: '13pt', largeSize: '18pt' },
};

export interface SheetMeasures {
  readonly width: number;
  readonly height: number | null;
  readonly margin: number;
}

/** Width and height as the sheet lies, and its margin, in millimetres. */
export function measuresOf(size: PaperSize, orientation: Orientation): SheetMeasures {
  const { width, height, margin } = sheets[size];
  return height !== null && orientation === 'landscape'
    ? { width: height, height: width, margin }
    : { width, height, margin };
}

/** The faces that are always there; between them they draw all of GB 18030-2022 level 3 (build/make-fonts.py). */
export const bundledFamilies = "'Tongban Sans','Tongban Rare','Tongban Rare Song','Tongban Rare Later',sans-serif";

// GB/T 9704-2012 §5.2.2: 仿宋 for the text, 小标宋 for the title, 黑体 for headings. Windows has 仿宋 and 黑体, halls often have 小标宋;
// where a machine lacks them the bundled Song stands in, and behind it the faces that draw every name.
const song = `'Tongban Song',${bundledFamilies}`;
const formalFamilies = `'FangSong','仿宋','仿宋_GB2312','STFangsong',${song}`;
const formalTitles = `'FZXiaoBiaoSong-B05S','方正小标宋简体','方正小标宋_GBK','STZhongsong',${song}`;

// Lines of a table are each drawn once, inside it: half of a collapsed edge lies outside, where the printer's page is cut off.
const common = `
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-text-size-adjust:none}
body{font-family:${bundledFamilies};line-height:1.45;color:#000;background:#fff;font-weight:400;font-variant-numeric:tabular-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.paper>*,.half>*,.part>*{margin-bottom:.55em}
.paper>:last-child,.half>:last-child,.part>:last-child{margin-bottom:0}
b,h1,h2,th,.strong{font-weight:700}
.letterhead{text-align:center;line-height:1.3}
.letterhead b{font-size:1.15em}
.whole{display:inline-block;text-indent:0}
.title{text-align:center;font-size:1.75em;line-height:1.2;letter-spacing:.12em}
.title .under{display:block;font-size:.55em;font-weight:400;letter-spacing:0}
.heading{font-size:1.05em;break-after:avoid}
.number{display:flex;align-items:baseline;gap:.6em;justify-content:center;white-space:nowrap}
.number b{font-size:1.5em;letter-spacing:.02em}
.highlight{border:.6mm solid #000;padding:.35em .6em;text-align:center;break-inside:avoid}
.highlight .label{display:block}
.highlight b{display:block;font-size:1.75em;line-height:1.25;word-break:keep-all;overflow-wrap:anywhere}
.under{font-size:.9em;white-space:pre-line}
.value,th,td,p,li{overflow-wrap:anywhere;white-space:pre-line}
.value.strong{font-size:1.15em}
table{width:100%;border-collapse:separate;border-spacing:0;table-layout:fixed}
th,td{border:solid #000;border-width:0 .25mm .25mm 0;padding:.2em .4em;vertical-align:middle}
thead th{border-top-width:.25mm}
tr>:first-child{border-left-width:.25mm}
th{font-size:.95em}
tr{break-inside:avoid}
thead{display:table-header-group}
td.center{text-align:center}td.end{text-align:right}
.blank-row td{height:2em}
.paragraph.indented{text-indent:2em}
.paragraph.strong{font-weight:700;font-size:1.1em}
.paragraph.end{text-align:right}
.check-list{list-style:none;counter-reset:item}
.check-list li{display:flex;gap:.45em;counter-increment:item;break-inside:avoid}
.check-list li>div{flex:1;min-width:0}
.mark-number li::before{content:counter(item) '.';min-width:1.3em;text-align:right}
.mark-dot li::before{content:'';flex:none;width:.4em;height:.4em;border-radius:50%;background:#000;margin-top:.52em}
.mark-empty li::before,.mark-ticked li::before{content:'';flex:none;width:.95em;height:.95em;border:.3mm solid #000;margin-top:.25em;text-align:center;line-height:.9em;font-weight:700}
.mark-ticked li::before{content:'√'}
.signatures{display:flex;flex-wrap:wrap;gap:.7em 1.6em;padding-top:.5em;break-inside:avoid}
.signature{display:flex;flex:1 1 auto;min-width:0;align-items:baseline;overflow-wrap:anywhere}
.signature .line{flex:1;min-width:6em;border-bottom:.3mm solid #000;height:1.5em}
.signature .date{padding-left:.8em;white-space:nowrap}
.signature .date::before{content:'　　'}
.signature .fingerprint{align-self:center;flex:none;margin-left:.6em;width:22mm;height:22mm;border:.3mm dashed #000;display:flex;align-items:end;justify-content:center;font-size:.7em}
/* What was written on a pad: on the line, and below it when and where. */
.signature.signed{flex-wrap:wrap;align-items:end}
.signature.signed img{flex:1 1 34mm;max-width:48mm;height:14mm;object-fit:contain;object-position:left bottom;border-bottom:.3mm solid #000}
.signature.signed small{flex-basis:100%;font-size:.75em}
.photo{border:.25mm solid #000;display:flex;align-items:center;justify-content:center;overflow:hidden;break-inside:avoid;font-size:.9em}
.photo img{width:100%;height:100%;object-fit:contain}
.copy-of{text-align:end;font-size:.9em;margin-bottom:.2em}
.seal{position:relative;overflow-wrap:anywhere;border:.3mm dashed #000;padding:.5em;text-align:center;display:flex;flex-direction:column;justify-content:center;break-inside:avoid}
.seal small{font-size:.8em;margin-top:.6em}
.code{text-align:center;break-inside:avoid}
.code svg{display:block;margin:0 auto;max-width:100%}
.code figcaption{font-size:.8em;line-height:1.25}
.groups{display:grid;gap:.5em;list-style:none;counter-reset:group}
.groups li{counter-increment:group;border:.4mm solid #000;padding:.25em .2em .35em;text-align:center;font-size:1.9em;font-weight:700;letter-spacing:.12em;line-height:1.2;break-inside:avoid}
.groups li::before{content:'第 ' counter(group) ' 组';display:block;font-size:.42em;font-weight:400;letter-spacing:0}
.cut{text-align:center;border-top:.35mm dashed #000;height:0}
.cut span{position:relative;top:-.75em;background:#fff;padding:0 .8em;font-size:.8em;line-height:1.5}
hr{border:0;border-top:.25mm solid #000}
.note{font-size:.9em}
.marker{border:.6mm solid #000;padding:.15em .5em;text-align:center;break-inside:avoid;line-height:1.35}
.marker b{font-size:1.25em;letter-spacing:.25em;margin-right:-.25em}
.marker.practice,.marker.secret{border-width:1.2mm}
.marker.copy{border-style:double;border-width:1mm}
.marker.copy b{letter-spacing:0;margin:0;font-size:1.15em}
.blank{display:inline-flex;flex-direction:column;vertical-align:baseline;align-items:center;line-height:1.1;margin:0 .15em}
.blank>span{align-self:stretch;border-bottom:.35mm solid #000;height:1.5em}
.blank small{font-size:.55em;white-space:nowrap}
.glyph{height:1.15em;width:auto;vertical-align:-.2em}
.boxes{display:inline-flex;vertical-align:middle}
.boxes i{width:4.4mm;height:6mm;border:.25mm solid #000}
.boxes i+i{border-left:0}
dl.grid{display:grid;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.beside>.part{min-width:0}
`;

/** A date in large type is wider than a slip: the weekday stands below it. */
const largeOnRoll = '.highlight b{font-size:1.4em;white-space:normal}';

const onRoll = `
dl.grid{grid-template-columns:max-content minmax(0,1fr);gap:.15em .5em;align-items:baseline}
dl.grid dt{min-width:4em}
dl.grid dt::after{content:'：'}
dl.grid.by-hand{row-gap:.9em}
.beside>.part+.part{margin-top:.55em}
.title{font-size:1.6em}
.number{flex-direction:column;align-items:center;gap:0}
.number b{font-size:1.32em}
.highlight b{font-size:1.42em}
.seal{min-height:27mm;margin-left:auto;margin-right:auto;width:52mm}
.half{padding:1em 0}
th,td{padding:.1em .3em}
.beside.narrow>.part+.part{display:grid;grid-template-columns:max-content 1fr;gap:0 3mm;align-items:center}
.part+.part>*{margin-bottom:0}
.part+.part>.code{display:contents;text-align:left}
.part+.part>.code svg{grid-row:1/3}
.part+.part>.code:last-child figcaption{grid-row:1/3}
.part+.part>.number{grid-column:2}
.part+.part>.seal{grid-column:1/-1}
.signature{flex-basis:100%;flex-wrap:wrap}
.signature .date{margin-left:auto}
.groups li{font-size:1.35em}
.cut{margin-top:1.4em}
`;

// A formal paper on a roll keeps the plain look: the thin strokes of 仿宋 break up on a thermal head.
const onSheet = `
.paper.formal{font-family:${formalFamilies};line-height:1.6}
.formal .title,.formal .letterhead b{font-family:${formalTitles}}
.formal .heading,.formal th{font-family:'SimHei','STHeiti',${bundledFamilies}}
dl.grid{border:solid #000;border-width:.25mm 0 0 .25mm;grid-template-columns:5.6em minmax(0,1fr)}
dl.grid.columns-2{grid-template-columns:5.6em minmax(0,1fr) 5.6em minmax(0,1fr)}
dl.grid dt,dl.grid dd{border:solid #000;border-width:0 .25mm .25mm 0;padding:.25em .45em;display:flow-root;break-inside:avoid}
dl.grid dt{text-align:center}
dl.grid dt,dl.grid dd{align-content:center}
dl.grid dd.wide{grid-column:2/-1}
dl.grid.by-hand dt,dl.grid.by-hand dd{min-height:8.6mm}
.beside{display:flex;gap:4mm;align-items:flex-start}
.beside>.part{flex:1 1 0}
.beside.narrow>.part+.part{flex:none;max-width:48%}
.beside .signature{flex-wrap:wrap}
.beside>.part:first-child .code{text-align:left}
.beside>.part:first-child .code svg{margin:0}
.seal{min-height:28mm;min-width:44mm}
.marker{display:flex;gap:.6em;align-items:center;justify-content:center}
.marker b{flex:none}
.marker div{text-align:left}
.paper>.seal,.half>.seal{margin-left:auto;width:max-content;max-width:100%;padding-left:6mm;padding-right:6mm}
`;

// Half a sheet's worth of paper has to take a whole receipt; a formal paper keeps its faces there and gives up its wide lines.
const onSmallSheet = `
.paper.formal{line-height:1.42}
.paper>*{margin-bottom:.4em}
.part>*{margin-bottom:.35em}
.letterhead{line-height:1.2}
.seal{min-height:26mm}
th,td{padding:.1em .4em}
dl.grid dt,dl.grid dd{padding-top:.12em;padding-bottom:.12em}
.highlight{padding-top:.15em;padding-bottom:.2em}
.signature .line{min-width:4em}
.signature .date{padding-left:.2em}
.signature .date::before{content:'　'}
`;

const mm = (value: number): string => `${String(value)}mm`;

/** On the screen the sheet lies on a grey desk, as large as it will be; on paper the margins belong to the page. */
function place({ width, height, margin }: SheetMeasures): string {
  // Half a millimetre less than there is: a page is cut at whole pixels, and the last line of a table with it.
  const inner = mm(width - 2 * margin - 0.5);
  if (height === null) return `.paper{width:${mm(width)};padding:${mm(margin)}}`;
  return `.paper{width:${inner};margin:0 auto}.paper.halves{display:flex;flex-direction:column;height:${mm(height - 2 * margin - 0.5)}}.paper.halves>*{margin:0}.half>*,.half .part>*{margin-bottom:.3em}.half .seal{min-height:18mm;min-width:50mm}.half .title{font-size:1.5em}.half .letterhead b{font-size:1em}.half .letterhead.long{line-height:1.1}.half .letterhead.long b{font-size:.8em}.half:has(.letterhead.long) dl.grid.by-hand :is(dt,dd){min-height:7.2mm}.half .title .under{line-height:1.1}.half{flex:1 1 0;min-height:0;overflow:hidden}.half:first-child{padding-bottom:2mm}.half:last-child{padding-top:4mm}`;
}

const screenLooks = ({ width, height, margin }: SheetMeasures): string =>
  `@media screen{html{background:#8a8f98}body{background:none;padding:6mm 0}.paper{background:#fff;margin:0 auto 6mm;width:${mm(width)};padding:${mm(margin)};box-shadow:0 1mm 4mm #0006;${height === null ? '' : `min-height:${mm(height)}`}}.paper.halves{height:${mm(height ?? 0)}}}`;

export function styleSheet(size: PaperSize, orientation: Orientation, isLarge = false): string {
  const measures = measuresOf(size, orientation);
  const kind =
    size === '80mm' ? onRoll + (isLarge ? largeOnRoll : '') : size === 'A5' ? onSheet + onSmallSheet : onSheet;
  return `${common}body{font-size:${isLarge ? sheets[size].largeSize : sheets[size].fontSize}}${kind}${place(measures)}${screenLooks(measures)}.paper+.paper{break-before:page}`;
}
