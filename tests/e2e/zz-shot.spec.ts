import { beginIntake, doorOf, ensureMatter } from './support/cases.ts';
import { test } from './support/station.ts';
test('shot', async ({ shared, desk }) => {
  await ensureMatter(await doorOf(shared));
  await desk.setViewportSize({ width: 1366, height: 768 });
  await beginIntake(desk);
  await desk.keyboard.insertText('刘');
  await desk.keyboard.press('Alt+KeyC');
  await desk.waitForTimeout(1500);
  await desk.screenshot({ path: '/tmp/f0.png' });
  await desk.keyboard.insertText('王 yan');
  await desk.waitForTimeout(1500);
  await desk.screenshot({ path: '/tmp/f1.png' });
});
