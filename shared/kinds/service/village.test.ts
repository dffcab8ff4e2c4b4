/** 村级收件: what a station may do by the matter, whose the case is, where its papers are, and from which day the five days run. */
import { describe, expect, it } from 'vitest';
import { kindWorld, minute, Story, testMatter, type As } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { courseOf } from './course.ts';
import { service } from './index.ts';
import { sampleReceived } from './sample.ts';
import { hasPapersToSend, tripUnderWay, villageOf } from './village.ts';

const day = 24 * 60 * minute;
const village: As = { station: '360732108215', by: 'volunteer' };
const hall: As = { station: '360732108000' };
const list = '00000000-0000-7000-8000-00000000aaaa';
const sent = { list, bearer: '曾祥福' };

function world(matter: JsonObject) {
  const made = kindWorld(service);
  made.records.set('matter ONE', { ...testMatter('ONE', 5), ...matter });
  made.records.set('matter DIRECT', { ...testMatter('DIRECT', 5), village: 'direct' });
  made.records.set('station 360732108215', { name: '船溪村便民服务站', form: 'village' });
  made.records.set('station 360732108000', { name: '永丰镇便民服务中心', form: 'hall' });
  return made;
}
const limit = { amount: 3, unit: 'workingDay' } as const;
const received = (code = 'ONE') => sampleReceived({ pick: makeWorld(3).pick }, code);
/** Taken in at the station on Monday 23 November 2026, at nine. */
const takenIn = (matter: JsonObject = { village: 'collect', villageLimit: limit }): Story =>
  new Story(world(matter), received(), village);
const at = ({ world: { advance } }: Story, days: number): void => {
  advance(days * day);
};

describe('受理 is the township’s', () => {
  it.each(['collect', 'help'])('of a matter that is %s', (way) => {
    const story = takenIn({ village: way });
    expect(villageOf(story.state.core.learnt)).toEqual({ way, name: '船溪村便民服务站' });
    for (const step of ['accepted', 'refused']) {
      expect(story.world.may(story.state, step, village)).toMatchObject({ refusal: { code: 'village.atTownship' } });
      expect(story.world.may(story.state, step, hall)).toEqual({ ok: true, value: true });
    }
    story.do('accepted', {}, hall);
    expect(story.refusal('decided', { set: { outcome: 'done' }, result: '办好了' }, village)).toBe(
      'village.atTownship',
    );
    expect(story.do('decided', { set: { outcome: 'done' }, result: '办好了' }, hall).marks).toEqual([]);
  });

  it('marks an entry that a desk of the station wrote all the same', () => {
    const story = takenIn();
    const forged = story.world.next(story.state, { type: 'accepted', data: {} }, hall);
    if (!forged.ok) throw new Error('refused');
    const entries = forged.value.entries.map((entry) => ({ ...entry, station: village.station ?? '' }));
    story.meet({ ok: true, value: { ...forged.value, entries } });
    expect(story.marks).toEqual(['village.atTownship']);
    expect(story.state.core.status).toBe('received');
  });

  it.each([{ village: 'direct' }, {}])(
    'not of one that the station does itself, or that says nothing: %j',
    (matter) => {
      const direct = takenIn(matter);
      expect(villageOf(direct.state.core.learnt)).toBeUndefined();
      expect(direct.do('accepted', {}, village).state.core.dues['villagePapers']).toBeUndefined();
    },
  );

  it('not of what the hall took in', () => {
    const atHall = new Story(world({ village: 'none' }), received(), hall);
    expect(atHall.do('accepted', {}, hall).marks).toEqual([]);
  });

  it('and one that stations do not handle is not taken in there, by intake or by a correction', () => {
    const made = world({ village: 'none' });
    expect(made.begin(received(), village)).toMatchObject({ refusal: { code: 'village.notDone', field: 'matter' } });
    const story = new Story(made, received('DIRECT'), village);
    const toNone = { reason: '选错事项', set: { matter: { code: 'ONE' } } };
    expect(story.refusal('corrected', toNone, hall)).toBe('village.notDone');
  });

  it('a correction of the matter makes it the station’s, or the township’s', () => {
    const story = takenIn();
    const reason = '选错事项';
    story.do('corrected', { reason, set: { matter: { code: 'DIRECT' } } }, hall);
    expect(villageOf(story.state.core.learnt)).toBeUndefined();
    expect(story.world.may(story.state, 'accepted', village).ok).toBe(true);
    story.do('corrected', { reason, set: { matter: { code: 'ONE' } } }, hall);
    expect(story.world.may(story.state, 'accepted', village).ok).toBe(false);
  });
});

describe('交接', () => {
  it('the five days run from the day at the station, whenever the papers arrive', () => {
    const story = takenIn();
    expect(story.state.core.dues).toMatchObject({
      correction: { due: '2026-11-30', lapse: 'deemedAccepted' },
      villagePapers: { due: '2026-11-26', lapse: 'overdue' },
    });
    at(story, 2);
    story.do('sentToTownship', sent, village);
    expect(tripUnderWay(story.state)).toMatchObject({ list, carrier: '曾祥福' });
    at(story, 1);
    story.do('arrivedAtTownship', { counted: '缺一张照片' }, hall);
    expect(tripUnderWay(story.state)).toBeUndefined();
    expect(courseOf(story.state.core).handovers).toMatchObject([{ list, note: '缺一张照片', arrivedBy: 'clerk' }]);
    expect(story.state.core.dues).toMatchObject({
      correction: { due: '2026-11-30' },
      villagePapers: { met: expect.stringMatching(/^2026-11-26/) as unknown },
    });
    at(story, 10);
    // Nobody told them anything in time: it counts as accepted from the day at the station (行政许可法 art. 32(4)).
    expect(story.do('accepted', {}, hall).state.core.dues['promised']).toMatchObject({ from: story.state.beganOn });
  });

  it('each paper goes once, from its own station, and more that came later goes again', () => {
    const story = takenIn();
    expect(hasPapersToSend(story.state)).toBe(true);
    expect(story.refusal('sentToTownship', sent, hall)).toBe('village.otherStation');
    expect(story.refusal('arrivedAtTownship', {}, village)).toBe('village.atTownship');
    story.do('sentToTownship', sent, village);
    expect(story.refusal('sentToTownship', sent, village)).toBe('village.nothingToSend');
    story.do('arrivedAtTownship', {}, hall);
    expect(story.refusal('arrivedAtTownship', {}, hall)).toBe('village.hasArrived');
    expect(hasPapersToSend(story.state)).toBe(false);
    story.do('correctionNoticed', { gaps: [{ material: '照片', standard: '' }] }, hall);
    at(story, 1);
    const more = { came: [{ name: '照片', copies: 1, form: 'original' }] };
    story.do('supplemented', more, village);
    expect(hasPapersToSend(story.state)).toBe(true);
    expect(story.state.core.dues['villagePapers']).toMatchObject({ due: '2026-11-27' });
    expect(story.do('sentToTownship', sent, village).marks).toEqual([]);
    expect(courseOf(story.state.core).handovers).toHaveLength(2);
  });

  it('what was brought to the hall itself has nothing to travel', () => {
    const story = takenIn();
    story.do('sentToTownship', sent, village).do('arrivedAtTownship', {}, hall);
    story.do('correctionNoticed', { gaps: [{ material: '照片', standard: '' }] }, village);
    story.do('supplemented', { came: [{ name: '照片', copies: 1, form: 'original' }] }, hall);
    expect(hasPapersToSend(story.state)).toBe(false);
    expect(story.refusal('sentToTownship', sent, village)).toBe('village.nothingToSend');
  });

  it('papers somebody brought without a list have arrived, too; a mistake is taken back', () => {
    const story = takenIn();
    story.do('arrivedAtTownship', {}, hall);
    expect(courseOf(story.state.core).handovers).toMatchObject([{ arrivedBy: 'clerk' }]);
    story.do('undone', { act: story.entries.at(-1)?.act ?? '' }, hall);
    expect(courseOf(story.state.core).handovers).toBeUndefined();
    expect(hasPapersToSend(story.state)).toBe(true);
  });

  it('the slip says who accepts, by which day, and that nobody has to go there', () => {
    const receipt = takenIn().entries.find(({ body }) => body?.data['blocks'] !== undefined);
    const text = JSON.stringify(receipt?.body?.data['blocks']);
    expect(text).toContain('本站代收，由永丰镇便民服务中心受理；最迟 2026年11月30日告知是否受理');
    expect(text).toContain('纸质材料由本站最迟 2026年11月26日 送到永丰镇便民服务中心');
  });
});
