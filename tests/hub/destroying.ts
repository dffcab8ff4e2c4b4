/** 销毁 of a case on a desk of the simulator, as if it had been closed, appraised and signed for. */
import type { Result } from '#shared/kernel/result.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import type { Township } from './township.ts';

export function destroyFile(town: Township, desk: SimDesk, stream: string): Result<unknown> {
  const { history, number = '', core } = town.state(desk, stream);
  town.world.advance(1000);
  const data = {
    ...{ list: stream, listNumber: 'DJ-01', number, officialNumber: core.officialNumber ?? '', status: 'received' },
    ...{ title: '示例事项', matter: 'SAMPLE', closed: '2026-11-22', entries: history.map(({ entry }) => entry) },
  };
  return desk.next(stream, { type: 'fileDestroyed', data });
}
