/** Matters, stations and the calendar. */
import type { ContractCase } from '../support/run-cases.ts';
import { act, bad, good, streamOf, type Answers } from './scene.ts';

const matter = (code: string) => ({
  set: { code, name: '新事项', category: '示例', type: 'publicService', version: '1' },
});
const year = { year: '2028', off: ['2028-01-01'], work: [], status: 'estimated', version: 'made-up-1', source: '示例' };
const typo = (off: string[], work: string[] = []) => ({ ...year, act: act(), version: 'made-up-2', off, work });
const imported = act();
export const registries: readonly ContractCase[] = [
  good('matters', 'registry.list', { kind: 'matter', search: 'xuke' }, { rows: [{ key: 'PERMIT' }] }),
  bad('no such registry', 'registry.list', { kind: 'staff', search: '' }, 'input.invalid', 'kind'),
  good(
    'publish a matter',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: matter('NEW') },
    {},
  ),
  bad(
    'publish it again',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: matter('NEW') },
    'record.exists',
    'set.code',
  ),
  bad(
    'publish a matter without a name',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: { set: { code: 'X' } } },
    'input.missing',
    'set.name',
  ),
  good(
    'revise a matter',
    'registry.step',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'publish a matter'),
      type: 'revised',
      data: { set: { name: '改名事项', version: '2' } },
    }),
    {},
  ),
  bad(
    'revise a case',
    'registry.step',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a case'), type: 'revised', data: {} }),
    'stream.unknown',
  ),
  good('nothing is asked of a server where there is none', 'registry.requests', {}, { requests: [] }),
  bad('requests of a kind', 'registry.requests', { kind: 'matter' }, 'input.unknownKey', 'kind'),
  bad(
    'note what nobody asked for',
    'registry.noteRequest',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'publish a matter'), entry: act() }),
    'step.notNow',
  ),
  bad('note it in no stream', 'registry.noteRequest', { act: act(), stream: act(), entry: act() }, 'stream.unknown'),
  good('years in force', 'registry.years', {}, { years: [{ year: '2027' }, { year: '2026' }, { year: '2025' }] }),
  bad('years of a township', 'registry.years', { township: '360732108' }, 'input.unknownKey', 'township'),
  good('read a notice', 'registry.readNotice', { year: '2028', text: '一、元旦：1月1日（周六）放假，共1天。' }, {}),
  bad('read a novel', 'registry.readNotice', { year: '2028', text: '从前有座山。' }, 'calendar.noticeEmpty', 'text'),
  good('import a year', 'registry.importYear', { act: imported, ...year }, { moved: 0, isAsked: false }),
  good('import it again', 'registry.importYear', { act: imported, ...year }, { moved: 0, isAsked: false }),
  good('years after it', 'registry.years', {}, { years: [{ year: '2028', origin: 'entered' }, {}, {}, {}] }),
  bad('a day that does not exist', 'registry.importYear', typo(['2028-02-30']), 'calendar.impossibleDate', 'off'),
  bad('a day of another year', 'registry.importYear', typo(['2027-12-31']), 'calendar.outsideYear', 'off'),
  bad('a range from its end', 'registry.importYear', typo(['2028-05-05..2028-05-01']), 'calendar.reversedRange', 'off'),
  bad('a make-up day in the week', 'registry.importYear', typo([], ['2028-01-05']), 'calendar.workNotWeekend', 'work'),
  bad('off and worked', 'registry.importYear', typo(['2028-01-01'], ['2028-01-01']), 'calendar.offAndWork', 'work'),
  bad(
    'under the version in force',
    'registry.importYear',
    { ...typo([]), version: 'made-up-1' },
    'calendar.invalid',
    'version',
  ),
];
