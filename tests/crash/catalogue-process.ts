/** `node catalogue-process.ts <dir>`: imports a catalogue of made-up matters in one act; `opened`, then `taken <answer>`. */
import { writeSync } from 'node:fs';
import { takeCatalogue } from '#desk/catalogue/take.ts';
import { recordTexts } from '#desk/queries/matters.ts';
import { doCatalogue } from '#desk/catalogue/work.ts';
import type { Plan } from '#desk/catalogue/jobs.ts';
import { newId } from '#desk/ids.ts';
import { ok, unwrap } from '#shared/kernel/result.ts';
import { jsonOf } from '#shared/kinds/matter/exchange/json.ts';
import { catalogueSize, fileOf } from './catalogue-file.ts';
import { morning, openCrashDesk } from './crash-desk.ts';

const say = (line: string): void => void writeSync(1, `${line}\n`);
const { desk, core, viewer } = unwrap(await openCrashDesk(process.argv[2] ?? '', { at: morning, seed: process.pid }));
const bytes = new TextEncoder().encode(jsonOf('示例', fileOf(catalogueSize)));
const rows = recordTexts(core.store.read, 'matter');
const plan = unwrap(await doCatalogue({ do: 'read', bytes, rows }, () => undefined)) as Plan;
say('opened');
const input = {
  ...{ act: newId(core.ports), file: newId(core.ports), retire: [] },
  naming: { effectiveFrom: '2026-12-01', version: '二版' },
};
say(`taken ${JSON.stringify(unwrap(takeCatalogue(core, viewer, () => ok(plan), input)))}`);
await desk.close();
