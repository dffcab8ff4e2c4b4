/** 办理依据说明 as facts of its paper: what the screen shows under a due date, in the words papers are printed in. */
import type { WhyThisDay } from '#shared/contract/time.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import chinese from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import type { DeskCore, Viewer } from '../core.ts';
import { nowOf } from './standings.ts';
import { whyOf, type Why, type WhyQuestion } from './why-this-day.ts';

/** Papers are Chinese, whatever the screen speaks. A kind without words prints its own names. */
const word = (key: string, otherwise: string): string =>
  (chinese as Readonly<Record<string, string>>)[key] ?? otherwise;

export function dueExplanationFacts(core: DeskCore, viewer: Viewer, question: WhyQuestion): Result<unknown> {
  const found = whyOf(core, viewer, question);
  if (!found.ok) return found;
  const { kind, state, answer } = found.value;
  return ok({
    hall: hallOf(core.station),
    number: state.number ?? '',
    matter: kind.row?.(state).title ?? '',
    due: dueName(found.value),
    ...limitFacts(answer),
    pauses: pauseFacts(found.value),
    extensions: answer.extensions.map(({ on, ...rest }) => ({ ...rest, on: dayOf(on) })),
    calendar: calendarFacts(answer),
    ...(answer.isSame ? {} : { recorded: { day: answer.due, version: answer.calendar.counted } }),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}

/** The limit of a stage is called as the stage is. */
function dueName({ kind, state, answer: { name } }: Why): string {
  const label = kind.dueLabel?.(state, name);
  const own = word(`${kind.kind}.due.${name}`, name);
  return label === undefined ? own : `${own}（${label}）`;
}

function limitFacts({ basis, limit, from, days, dueAt, isPaused, counted, estimated }: WhyThisDay) {
  const last = days.at(-1)?.date ?? '';
  const end = { day: last, ...(dueAt === null ? {} : { at: momentOf(dueAt) }) };
  return {
    basis,
    limit,
    from: momentOf(from),
    ...(isPaused ? {} : { end }),
    counted,
    isEstimated: estimated,
    days: days.map(({ weekday: _weekday, ...day }) => day),
  };
}

const pauseFacts = ({ kind, answer }: Why) =>
  answer.pauses.map(({ name, basis, from, to, took }) => ({
    name: word(
      `${kind.kind}.value.procedure.${name}`,
      word(`common.procedure.${name}`, name === '' ? '特别程序' : name),
    ),
    basis,
    from: momentOf(from),
    ...(to === null ? {} : { to: momentOf(to) }),
    took,
  }));

const calendarFacts = ({ calendar }: WhyThisDay) => ({
  version: calendar.version,
  sources: calendar.sources.map(({ year, status, source }) => ({ year, isOfficial: status === 'official', source })),
});
