import { appendFileSync } from 'node:fs';
import { os } from '@orpc/server';
import { z } from 'zod';
import type { ShellServices } from '../../../electron/shell/desk-bridge.ts';

/** A made-up door: enough to see calls, questions to the main process, a fall, and what was written before the end. */
export const madeUpRouter = (services: ShellServices, log: string) => ({
  echo: os.input(z.strictObject({ text: z.string() })).handler(({ input }) => ({ text: input.text })),
  save: os.input(z.string()).handler(({ input }) => appendFileSync(log, `saved ${input}\n`)),
  fall: os.handler((): never => process.exit(7)),
  keepSecret: os.handler(async () => {
    if (!(await services.secrets.available())) return { available: false, same: false, plainInside: false };
    const key = new Uint8Array(32).map((_, index) => index * 7);
    const kept = await services.secrets.protect(key);
    const back = await services.secrets.unprotect(kept);
    return {
      available: true,
      same: Buffer.from(back).equals(Buffer.from(key)),
      plainInside: Buffer.from(kept).includes(Buffer.from(key)),
    };
  }),
  printers: os.handler(() => services.printers()),
  print: os
    .input(z.strictObject({ html: z.string(), paper: z.enum(['80mm', 'A5', 'A4']), printer: z.string() }))
    .handler(({ input }) => services.print(input.html, input.paper, input.printer)),
  pdf: os
    .input(z.strictObject({ html: z.string(), paper: z.enum(['80mm', 'A5', 'A4']) }))
    .handler(async ({ input }) => Buffer.from(await services.pdf(input.html, input.paper)).toString('latin1')),
  /** Asks for a place and writes there at once; `twice` writes to the same place again. */
  saveOutside: os
    .input(z.strictObject({ name: z.string(), text: z.string(), twice: z.boolean().optional() }))
    .handler(async ({ input: { name, text, twice } }) => {
      const place = await services.saving.choosePlace(name);
      if (place === null) return 'nowhere';
      const bytes = new TextEncoder().encode(text);
      const first = await services.saving.write(place, bytes);
      const last = twice === true ? await services.saving.write(place, bytes) : first;
      return last.state === 'failed' ? `failed: ${last.reason}` : last.state;
    }),
  /** A place nobody chose. */
  writeAnywhere: os.handler(async () => {
    const said = await services.saving.write('0190b000-0000-7000-8000-000000000001', new Uint8Array([1]));
    return said.state === 'failed' ? `failed: ${said.reason}` : said.state;
  }),
});
export type MadeUpRouter = ReturnType<typeof madeUpRouter>;
