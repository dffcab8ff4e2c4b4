/** The slip as a picture for the screen: receiptline's own SVG, in the bundled faces. */
import { commands } from 'receiptline';
import { bundledFamilies } from '#shared/documents/sheet-style.ts';

type CommandSet = (typeof commands)['svg'];
type WithState = CommandSet & { receiptId: string };

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);

export function svgCommands(restore: (text: string) => string): CommandSet {
  const { svg } = commands;
  return {
    ...svg,
    open(this: WithState, printer) {
      const opened = svg.open.call(this, printer);
      // A name by chance would make two pictures of one paper differ.
      this.receiptId = 'slip';
      return opened;
    },
    qrcode(this: CommandSet, symbol, encoding) {
      return svg.qrcode.call(this, { ...symbol, quietZone: true, data: restore(symbol.data) }, encoding);
    },
  };
}

/** What receiptline could not know: the characters behind the signs, and the faces. */
export const finishSvg = (svg: string, restore: (text: string) => string): string =>
  svg
    .replace('font-family="monospace"', `font-family="${bundledFamilies}"`)
    .replace(/[\u{100000}-\u{10fffd}]/gu, (sign) => escapeXml(restore(sign)));
