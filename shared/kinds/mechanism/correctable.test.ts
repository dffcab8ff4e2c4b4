import { describe, expect, it } from 'vitest';
import { samplesOf } from '../../../tests/support/kind-commands.ts';
import { asSaid, day, kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import { kinds } from '../registry.ts';
import { service } from '../service/index.ts';
import { rulesetOf, type Kind } from './define.ts';
import { correctableFields, setOf } from './fields.ts';

const received = {
  type: 'received',
  data: { set: { petitioner: { name: '李桂花' }, matter: { code: 'SAMPLE' } } },
};
const correct = (name: string, value: Json) => ({ set: { [name]: value }, reason: '录错' });
const offered = ({ state }: Story) => correctableFields(rulesetOf(service, 1), state);

describe('更正 before the step that sets a field', () => {
  it('does not offer 办理结果 before there is a decision, and refuses it at its field', () => {
    const story = new Story(kindWorld(service), received);
    // What the counter left empty may be added: it could have been said then.
    expect(offered(story)).toEqual(['petitioner', 'matter', 'request', 'form', 'materials']);
    const early = story.world.next(story.state, { type: 'corrected', data: correct('outcome', 'done') });
    expect(early).toMatchObject({ ok: false, refusal: { code: 'field.notYet', field: 'set.outcome' } });
    story.do('corrected', correct('request', '补充诉求'));
    story.do('accepted').do('decided', { set: { outcome: 'granted' }, result: '同意' });
    expect(offered(story)).toContain('outcome');
    story.do('corrected', correct('outcome', 'rejected'));
  });

  it('still offers it while somebody doubts who decided: what was decided stands until a person has judged', () => {
    const story = new Story(kindWorld(service), received).do('accepted');
    story.do('decided', { set: { outcome: 'granted' }, result: '同意' });
    const [decided] = story.state.history.slice(-1);
    story.do('doubted', { entry: decided?.entry ?? '', code: 'staff.suspended' });
    expect(story.state.history.find(({ entry }) => entry === decided?.entry)?.mark).toBe('staff.suspended');
    expect(offered(story)).toContain('outcome');
  });

  it('nor after the decision was taken back', () => {
    const story = new Story(kindWorld(service), received).do('accepted');
    story.do('decided', { set: { outcome: 'granted' }, result: '同意' });
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(offered(story)).not.toContain('outcome');
    expect(story.refusal('corrected', correct('outcome', 'done'))).toBe('field.notYet');
  });
});

/** For each field, a value that some sample gives it. */
function valuesOf(kind: Kind): JsonObject {
  const said = [...samplesOf(kind).values()].flat().flatMap((data) => Object.entries(setOf(data)));
  return Object.fromEntries(said);
}

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  it('is offered exactly the fields it takes, wherever its samples lead', () => {
    const values = valuesOf(kind);
    const ruleset = rulesetOf(kind, kind.rules);
    for (let chance = 0; chance < 12; chance += 1) {
      const [first, ...later] = kind.sample({ pick: makeWorld(chance).pick });
      if (first === undefined) throw new Error('no sample');
      const story = new Story(kindWorld(kind), first, asSaid(first));
      for (const command of later) {
        const { type, data, after = 0 } = command;
        story.world.advance(after * day);
        const known = correctableFields(ruleset, story.state);
        for (const [name, value] of Object.entries(values)) {
          if (ruleset.fields[name]?.class === 'hub' || value === undefined) continue;
          const isRefused = story.refusal('corrected', correct(name, value)) === 'field.notYet';
          expect([type, name, isRefused]).toEqual([type, name, !known.includes(name)]);
        }
        story.do(type, data, asSaid(command));
      }
    }
  });
});
