import { describe, expect, it } from 'vitest';
import { createActRunner, newActId, type ActPorts } from './act-runner.ts';
import type { DeskAnswer } from './answer.ts';

const ports = (): ActPorts => {
  let count = 0;
  return { newId: () => `act-${String((count += 1))}`, untilBack: () => Promise.resolve() };
};
const said = (value: string): DeskAnswer<string> => ({ ok: true, value });
const gone: DeskAnswer<string> = { ok: false, refusal: { code: 'program.gone' } };
const wrong: DeskAnswer<string> = { ok: false, refusal: { code: 'name.empty' } };

/** A desk that answers as told, and remembers under which id it was asked. */
const deskOf = (...answers: DeskAnswer<string>[]) => {
  const acts: string[] = [];
  const send = (act: string): Promise<DeskAnswer<string>> => {
    acts.push(act);
    return Promise.resolve(answers.shift() ?? said('late'));
  };
  return { acts, send };
};

describe('an act', () => {
  it('keeps its id over refusals, and has a new one after success', async () => {
    const { acts, send } = deskOf(wrong, said('a'), said('b'));
    const act = createActRunner(send, ports());
    expect(await act.run({})).toEqual(wrong);
    expect(await act.run({})).toEqual(said('a'));
    expect(await act.run({})).toEqual(said('b'));
    expect(acts).toEqual(['act-1', 'act-1', 'act-2']);
  });

  it('asks again under the same id when the answer was lost, once the program is back', async () => {
    const { acts, send } = deskOf(gone, gone, said('stored'));
    let waits = 0;
    const untilBack = (): Promise<void> => {
      waits += 1;
      return Promise.resolve();
    };
    expect(await createActRunner(send, { ...ports(), untilBack }).run({})).toEqual(said('stored'));
    expect(acts).toEqual(['act-1', 'act-1', 'act-1']);
    expect(waits).toBe(2);
  });

  it('sends once when submitted twice', async () => {
    let answer: (value: DeskAnswer<string>) => void = () => undefined;
    const acts: string[] = [];
    const act = createActRunner((id: string) => {
      acts.push(id);
      return new Promise<DeskAnswer<string>>((resolve) => (answer = resolve));
    }, ports());
    const [first, second] = [act.run({}), act.run({})];
    answer(said('one'));
    expect(await second).toBeUndefined();
    expect(await first).toEqual(said('one'));
    expect(acts).toEqual(['act-1']);
  });

  it('can be submitted again after the call threw', async () => {
    let isBroken = true;
    const act = createActRunner(() => {
      if (isBroken) throw new Error('bug');
      return Promise.resolve(said('ok'));
    }, ports());
    await expect(act.run({})).rejects.toThrow('bug');
    isBroken = false;
    expect(await act.run({})).toEqual(said('ok'));
  });

  it('takes up the id of a draft', async () => {
    const { acts, send } = deskOf(said('a'));
    await createActRunner(send, ports(), 'draft-7').run({});
    expect(acts).toEqual(['draft-7']);
  });

  it('mints UUIDs of version 7, each once', () => {
    const ids = Array.from({ length: 50 }, newActId);
    expect(new Set(ids).size).toBe(50);
    ids.forEach((id) => expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
  });
});
