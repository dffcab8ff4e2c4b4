import { describe, expect, it } from 'vitest';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

const frequent = async (window: Window): Promise<readonly { readonly code: string; readonly name: string }[]> =>
  (await window.ask<{ frequent: readonly { code: string; name: string }[] }>('home.summary', {})).frequent;
const take = (desk: TestDesk, window: Window, code: string) =>
  window.ask<{ stream: string }>('case.begin', intake(desk.newId(), {}, { matter: { code } }));

describe('常办事项', () => {
  it('are what was taken in most often, and can still be', async () => {
    const desk = await setUpDesk({ seed: 91 });
    const { chief } = desk;
    expect(await frequent(chief)).toEqual([]);
    for (const code of ['PERMIT', 'SAMPLE', 'PERMIT']) await take(desk, chief, code);
    const permit = { kind: 'service', code: 'PERMIT', name: '示例许可' };
    const sample = { kind: 'service', code: 'SAMPLE', name: '示例事项' };
    expect(await frequent(chief)).toEqual([permit, sample]);

    const { rows } = await chief.ask<{ rows: readonly { stream: string; key: string }[] }>('registry.list', {
      kind: 'matter',
      search: 'PERMIT',
    });
    const stream = rows.find(({ key }) => key === 'PERMIT')?.stream;
    await chief.ask('registry.step', { act: desk.newId(), stream, type: 'retired', data: {} });
    expect(await frequent(chief)).toEqual([sample]);
  });

  it('are those of cases that count and that the person may see', async () => {
    const desk = await setUpDesk({ seed: 92 });
    const { chief } = desk;
    const { stream } = await take(desk, chief, 'PERMIT');
    await take(desk, chief, 'SAMPLE');
    await chief.ask('case.step', { act: desk.newId(), stream, type: 'voided', data: { cause: 'trial', reason: '试' } });
    expect((await frequent(chief)).map(({ code }) => code)).toEqual(['SAMPLE']);
    const auditor = await desk.person('shen', ['auditor']);
    expect(await frequent(auditor)).toEqual([]);
  });
});
