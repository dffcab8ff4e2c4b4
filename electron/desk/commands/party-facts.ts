/** What a case says of the people in it, as their own streams keep it; and what of that is news. Pure. */
import { canonical } from '#shared/journal/entry.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { isRecord, present, textOf } from '#shared/kinds/common/fields.ts';
import { bankAccountSchema } from '#shared/kinds/matter/form-values.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';

/** Lines that are added to what is known: who speaks for somebody, where their money goes. */
const lists = ['guardians', 'agents', 'contacts', 'accounts', 'otherPapers'] as const;

export const factsOfPerson = (one: JsonObject): JsonObject => {
  const { name, idType, idNumber, phone, address, guardian, agent, contact } = one;
  return present({
    ...{ name, phone, address },
    paper: idNumber === undefined ? undefined : present({ idType, idNumber }),
    guardians: lineOf(guardian),
    agents: lineOf(agent),
    contacts: lineOf(contact),
  });
};

export const factsOfBody = ({
  name,
  form,
  uscc,
  representative,
  phone,
  address,
  agent,
  contact,
}: JsonObject): JsonObject =>
  present({ name, form, uscc, representative, phone, address, agents: lineOf(agent), contacts: lineOf(contact) });

/** Without the stream they have: what is kept here is how they were called. */
function lineOf(one: Json | undefined): Json | undefined {
  if (!isRecord(one)) return undefined;
  const { party: _party, ...line } = one;
  return [line];
}

/** A name alone is nobody: the next of that name would be taken for them. */
export const isKnowable = ({ paper, phone, uscc }: JsonObject): boolean =>
  paper !== undefined || phone !== undefined || uscc !== undefined;

/** Accounts in a matter's form that are held by somebody of this name. */
export function accountsIn(form: JsonObject, holder: string): readonly Json[] {
  return Object.values(form).flatMap((value) => {
    const account = bankAccountSchema.safeParse(value).data;
    return account?.holder === holder ? [account] : [];
  });
}

/** What is new of somebody the hall knows. A number that was replaced stays one they are found by (15 to 18 digits, a new card). */
export function changesIn(state: StreamState, facts: JsonObject): JsonObject {
  const before = valueOf(state, 'paper');
  const isReplaced = isRecord(before) && isRecord(facts['paper']) && numberIn(before) !== numberIn(facts['paper']);
  const known = isReplaced && numberIn(before) !== '' ? { ...facts, otherPapers: [before] } : facts;
  const next = Object.entries(known).map(([name, value]) => {
    const isList = (lists as readonly string[]).includes(name);
    return [name, isList ? withLines(valueOf(state, name), value) : value] as const;
  });
  return Object.fromEntries(next.filter(([name, value]) => isNews(valueOf(state, name), value)));
}

const numberIn = (paper: JsonObject): string => textOf(paper['idNumber']);

const isNews = (now: Json | undefined, value: Json | undefined): boolean =>
  value !== undefined && (now === undefined || canonical({ value }) !== canonical({ value: now }));

const linesIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** Whom or what a line is about; the same again takes its place. */
const keyOf = ({ account, idNumber, phone, name }: JsonObject): string =>
  textOf(account) || [textOf(name), textOf(idNumber) || textOf(phone)].join(' ');

/** More are not told of anybody: the oldest go, and stay in the history. */
const mostLines = 30;

function withLines(now: Json | undefined, added: Json | undefined): Json {
  const next = new Map(linesIn(now).map((line) => [keyOf(line), line]));
  for (const line of linesIn(added)) next.set(keyOf(line), { ...next.get(keyOf(line)), ...line });
  return [...next.values()].slice(-mostLines);
}
