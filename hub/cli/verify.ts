/** `verify`: everything the hub stores is as it was hashed and chained; and a head that somebody kept on paper is in it. */
import { headText, readHeadText } from '#shared/sync/hub-chain.ts';
import type { Finding, HubReport, Witness } from '../verify/report.ts';
import { verifyHub } from '../verify/verify.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import * as said from './verify-words.ts';
import { withHub } from './with-hub.ts';

export const verify: HubCommand = {
  name: 'verify',
  about: ['核查镇服务器的全部记录', 'check all that the hub stores'],
  flags: [
    {
      name: 'witness',
      value: '<n:hex>',
      about: [
        '与印在纸上或备份里的链头核对，几个用逗号隔开',
        'hold heads from paper or a backup against it, by commas',
      ],
    },
  ],
  run: async (call) => {
    const given = readGiven(call.flags.get('witness'));
    if (given === undefined) {
      call.refuse(said.noHead);
      return exitCodes.wrongUse;
    }
    return withHub(call, async ({ hub, store }) =>
      tell(call, await store.database.snapshot((transaction) => verifyHub(hub, transaction, given)), given),
    );
  },
};

/** Undefined where one of them is no head. */
function readGiven(text: string | undefined): Witness[] | undefined {
  if (text === undefined) return [];
  const heads = text.split(/[,，]/u).map(readHeadText);
  return heads.every((head) => head !== undefined) ? heads.map((head) => ({ ...head, writer: '' })) : undefined;
}

function tell({ say, program }: CommandCall, report: HubReport, given: readonly Witness[]): number {
  say(said.checked(report));
  for (const finding of report.found) program.print(`  ${said.meaning[finding.what].join(' ')}  ${placeOf(finding)}`);
  if (report.count > report.found.length) say(said.more(report.count - report.found.length));
  say(report.count === 0 ? said.sound : said.broken(report.count));
  if (report.gone > 0) say(said.gone(report.gone));
  if (report.restored.length > 0 && given.length > 0) say(said.restored(report.restored));
  say(said.witnessed(report));
  say(said.head(headText(report.head)));
  return report.count === 0 ? exitCodes.done : exitCodes.refused;
}

function placeOf({ n, to, entry, writer, stream }: Finding): string {
  const range = to === undefined || to === n ? String(n) : `${String(n)}–${String(to)}`;
  return [`#${range}`, entry, writer, stream].filter((part) => part !== undefined).join(' ');
}
