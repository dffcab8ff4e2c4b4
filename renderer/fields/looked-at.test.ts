import { expect, it } from 'vitest';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { service } from '#shared/kinds/service/index.ts';
import { lookedAt, type Sight } from './looked-at.ts';
import { whoIsKnown } from './petitioner/party-in.ts';
import { beginningStep, stepForm } from './step-form.ts';

const ruleset = currentRuleset(service);
const { places } = stepForm(ruleset, beginningStep(ruleset));
const placeOf = (input: string) => {
  const place = places.find(({ spec }) => spec.input === input);
  if (place === undefined) throw new Error(`no ${input}`);
  return place;
};
/** As `kits.ts` says, which needs a page. */
const sights: Readonly<Record<string, Sight>> = {
  matter: { looksAt: [] },
  petitioner: { looksAt: ['matter'], seen: whoIsKnown },
  matterForm: { looksAt: ['matter', 'petitioner'] },
};
const seenBy = (input: string, petitioner: Record<string, string>) =>
  lookedAt(
    { places, values: { petitioner, matter: { code: 'A-1' }, materials: [{ name: '身份证' }] } },
    placeOf(input),
    ({ spec }) => sights[spec.input] ?? {},
  );
const whole = { name: '钟满仓', idNumber: '360732198512310019', phone: '13907978642' };

it('shows a matter’s form of a petitioner who is being typed nothing until the number is whole', () => {
  expect(seenBy('matterForm', { name: '钟', idNumber: '3607321985', phone: '139' })).toEqual({
    ...{ matter: { code: 'A-1' }, petitioner: {} },
  });
  expect(seenBy('matterForm', whole)).toEqual({
    ...{ matter: { code: 'A-1' }, petitioner: { name: '钟满仓', idNumber: '360732198512310019' } },
  });
});

it('shows whom the hall knows by the name too, also without a number', () => {
  const known = { party: 'p1', name: '钟满仓', idNumber: '' };
  expect(seenBy('materials', known)).toMatchObject({ materials: [{}] });
  expect(seenBy('materials', known)['petitioner']).toEqual({ party: 'p1', name: '钟满仓' });
});

it('shows a field its own answer as its value alone, and a field that looks at nothing nothing', () => {
  expect(seenBy('matter', whole)).toEqual({});
  expect(seenBy('petitioner', whole)).toEqual({ matter: { code: 'A-1' } });
});

it('shows a field that may look at all also what another part of the page asks', () => {
  const materials = placeOf('materials');
  const values = { name: '高龄补贴', materials: [{ name: '身份证' }] };
  const saw = (looksAt?: Sight['looksAt']) =>
    lookedAt({ places: [materials], values }, materials, () => (looksAt === undefined ? {} : { looksAt }));
  expect(saw()).toEqual(values);
  expect(saw([])).toEqual({});
});
