/** What a 帮办代办 learns when its fields are said: its matters by name, the agent by name, and what law wants done in person. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { isRecord, textOf } from '../common/fields.ts';
import { mayBeGiven } from '../agent/standing.ts';
import { dayOf } from '../mechanism/day.ts';
import type { FactsContext } from '../mechanism/spec.ts';

const codesIn = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map(({ code }) => textOf(code));

export const codesOf = (value: Json | undefined): readonly string[] => [...new Set(codesIn(value))];

/**
 * Refusals: matter.unknown, proxy.inPerson (of a matter nobody may do for them), staff.unknown, and of the agent agent.unknown, agent.away,
 * agent.ended, agent.outOfTerm.
 */
export function learnProxy(context: FactsContext): Result<JsonObject> {
  const matters = learnMatters(context);
  if (!matters.ok) return matters;
  const receiver = textOf(context.data['receiver']);
  if (receiver !== '' && context.learnt.record('staff', receiver) === undefined)
    return refuse('staff.unknown', undefined, 'receiver');
  const agent = learnAgent(context);
  return agent.ok ? ok({ ...matters.value, ...agent.value }) : agent;
}

function learnMatters({ field, learnt }: FactsContext): Result<JsonObject> {
  const rows: JsonObject[] = [];
  for (const code of codesOf(field('matters'))) {
    const row = learnt.record('matter', code);
    if (row === undefined) return refuse('matter.unknown', { code }, 'matters');
    const name = textOf(row['name']);
    if (field('sort') === 'act' && row['isInPerson'] === true)
      return refuse('proxy.inPerson', { matter: name }, 'matters');
    rows.push({ code, name });
  }
  return ok({ matters: rows });
}

function learnAgent({ field, learnt, state, on }: FactsContext): Result<JsonObject> {
  const id = textOf(field('agent'));
  if (id === '' || state.core.fields['agent']?.value === id) return ok({});
  const agent = learnt.record('agent', id);
  const may = agent === undefined ? ok(true) : mayBeGiven(agent, dayOf(on));
  if (!may.ok) return may;
  // A clerk who helps somebody once needs no row of the register.
  const row = agent ?? learnt.record('staff', id);
  return row === undefined ? refuse('agent.unknown', undefined, 'agent') : ok({ agent: textOf(row['name']) });
}

/** 代理事项, as they were called when they were said. */
export const namedMatters = (learnt: JsonObject): readonly { readonly code: string; readonly name: string }[] =>
  (Array.isArray(learnt['matters']) ? learnt['matters'] : [])
    .filter(isRecord)
    .map(({ code, name }) => ({ code: textOf(code), name: textOf(name) }));

/** As papers and lists say them. */
export const matterNames = (learnt: JsonObject): readonly string[] => namedMatters(learnt).map(({ name }) => name);
