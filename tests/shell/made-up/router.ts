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
});
export type MadeUpRouter = ReturnType<typeof madeUpRouter>;
