/**
 * Paper sizes for Chromium. Without an explicit size Electron sends A4 to an 80 mm printer (electron issue 49374),
 * and a CSS size that differs from the given one scales the slip down: both are always set, from the same numbers.
 */
export const papers = ['80mm', 'A5', 'A4'] as const;
export type Paper = (typeof papers)[number];

/** In micrometres, as `webContents.print` wants it. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

const sheet: Readonly<Record<Exclude<Paper, '80mm'>, PageSize>> = {
  A4: { width: 210_000, height: 297_000 },
  A5: { width: 148_000, height: 210_000 },
};
const rollWidth = 80_000;
/** A shorter strip cannot be torn off by hand at the printer's edge. */
const shortestStrip = 40_000;
const micrometresPerPixel = 25_400 / 96;

/** Whether a page of ours is made for a sheet that lies across: it says so in its own rule (`render-html.ts`). */
export function liesAcross(html: string): boolean {
  const own = /@page\{size:([\d.]+)mm ([\d.]+)mm/.exec(html);
  return own !== null && Number(own[1]) > Number(own[2]);
}

/** The same sheet as it lies. */
export const asItLies = ({ width, height }: PageSize, isAcross: boolean): PageSize =>
  isAcross ? { width: height, height: width } : { width, height };

/** The size of a page; a roll is as long as its content (`contentPixels`, CSS pixels), rounded up to whole millimetres. */
export const pageSizeOf = (paper: Paper, contentPixels: number): PageSize => {
  if (paper !== '80mm') return sheet[paper];
  const millimetres = Math.ceil((contentPixels * micrometresPerPixel) / 1000);
  return { width: rollWidth, height: Math.max(shortestStrip, millimetres * 1000) };
};

/** The same size as a CSS page rule; a roll has no margins, a sheet keeps those of its document. */
export const pageRule = (paper: Paper, size: PageSize): string => {
  const margin = paper === '80mm' ? ' margin: 0;' : '';
  return `@page { size: ${String(size.width / 1000)}mm ${String(size.height / 1000)}mm;${margin} }`;
};

/** The same size in inches, as `printToPDF` wants it. */
export const inInches = (size: PageSize): PageSize => ({ width: size.width / 25_400, height: size.height / 25_400 });

/**
 * To be evaluated in the drawn page: waits for fonts and pictures, else the first slip of the day comes out with boxes; then the
 * height of what is there, in CSS pixels.
 */
export const measurePage = `Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))])
  .then(() => document.body.getBoundingClientRect().bottom + parseFloat(getComputedStyle(document.body).marginBottom))`;
