/** A case on the open page, walked to its end by its own buttons: every stage its matter has, up and back, decided, handed out, filed. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { beijingDate, instantFromMillis } from '../../../shared/time/instant.ts';
import { openAct, pageOf, submitAct } from './cases.ts';
import { expect, valueOf } from './station.ts';
import { madeJpeg } from '../../support/made-picture.ts';

interface Walk {
  readonly page: Page;
  readonly door: DeskClient;
  readonly stream: string;
}

const caseOf = ({ door, stream }: Walk) => pageOf(door, stream);

export async function untilStatus({ page }: Walk, status: string): Promise<void> {
  await expect(page.getByTestId('case-status')).toHaveAttribute('data-status', status);
}

/** What the dialog of an act asks for, as far as it asks for it. */
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [name, value] of Object.entries(values)) {
    const field = dialog.locator(`[name="${name}"]:not([type=radio])`);
    if ((await field.count()) > 0) await field.first().fill(value);
  }
}

async function photograph({ door, stream }: Walk, stage: string): Promise<void> {
  const upload = v7();
  valueOf(await door.attachment.part({ upload, index: 0, data: madeJpeg(6).toString('base64') }));
  const about = {
    name: '现场照片.jpg',
    mime: 'image/jpeg',
    isRequired: false,
    for: { what: 'stage', name: stage },
  } as const;
  valueOf(await door.attachment.keep({ act: v7(), stream, upload, ...about }));
}

async function stageDone(walk: Walk, stage: string): Promise<void> {
  const { page } = walk;
  const at = (await caseOf(walk)).stages.find(({ name }) => name === stage);
  if (at?.needsPhoto === true) await photograph(walk, stage);
  await openAct(page, 'stageDone');
  await expect(page.getByRole('dialog').getByRole('radio', { name: stage, exact: true })).toBeChecked();
  await fill(page, {
    ...{ responsible: '王芳', second: '李明', publicFrom: '2026-11-10', publicTo: '2026-11-17', objections: '无异议' },
    ...{ certificate: '示例证 1 号', arrivedOn: '2026-11-20', result: '符合条件' },
  });
  await submitAct(page);
  await expect(page.locator(`[data-stage="${stage}"]`)).toHaveAttribute('data-state', 'done');
}

/** Every stage that is under way, one after another, until one is 上报 or none is left. */
async function stagesDone(walk: Walk): Promise<void> {
  for (;;) {
    const now = (await caseOf(walk)).stages.find(({ state }) => state === 'now');
    if (now === undefined || now.kind === 'report') return;
    await stageDone(walk, now.name);
  }
}

/** 呈批, where the matter wants the decision signed first: on paper, keyed in with its scan (on screen: `approval.spec.ts`). */
async function signed({ door, stream }: Walk): Promise<void> {
  const { approvals } = await pageOf(door, stream);
  if (!approvals.some(({ about, state }) => about === 'granted' && state === 'toAsk')) return;
  const upload = v7();
  valueOf(await door.attachment.part({ upload, index: 0, data: Buffer.from('made-up scan').toString('base64') }));
  const scan = {
    name: '呈批单.png',
    mime: 'image/jpeg',
    isRequired: false,
    for: { what: 'approval', name: '呈批单' },
  } as const;
  valueOf(await door.attachment.keep({ act: v7(), stream, upload, ...scan }));
  const word = { signWay: 'signed', verdict: 'agree', approver: '示例镇长', second: '示例书记' };
  const signedOn = beijingDate(instantFromMillis(Date.now()));
  const data = { about: 'granted', ...word, signedOn };
  valueOf(await door.case.step({ act: v7(), stream, type: 'approvalKeyed', data }));
}

/** From 受理 to the decision, wherever it is made. */
export async function untilDecided(walk: Walk, granted: string): Promise<void> {
  const { page } = walk;
  await stagesDone(walk);
  const goesUp = (await caseOf(walk)).stages.some(({ kind }) => kind === 'report');
  if (goesUp) {
    await openAct(page, 'reported');
    await fill(page, { theirNumber: '示例-1' });
    await submitAct(page);
    await untilStatus(walk, 'reported');
  }
  await signed(walk);
  await openAct(page, goesUp ? 'decidedAbove' : 'decided');
  await page.getByRole('dialog').getByRole('radio', { name: granted, exact: true }).check();
  await fill(page, { result: '符合条件，准予办理' });
  await submitAct(page);
  await untilStatus(walk, 'decided');
  await stagesDone(walk);
}

/** From the decision to the file. */
export async function untilFiled(walk: Walk): Promise<void> {
  const { page } = walk;
  await openAct(page, 'delivered');
  const direct = page.getByRole('dialog').getByRole('radio', { name: '窗口领取', exact: true });
  if ((await direct.count()) > 0) await direct.check();
  await fill(page, { receivedBy: '本人' });
  await submitAct(page);
  await untilStatus(walk, 'delivered');
  await openAct(page, 'closed');
  await submitAct(page);
  await untilStatus(walk, 'closed');
}
