import { randomUUID } from 'node:crypto';
import type { DeskClient } from '../../shared/contract/index.ts';
import { unwrap, type Result } from '../../shared/kernel/result.ts';

/** A clerk's first minute: set the station up, take a case in, look at its slip. */
export async function takeInOneCase(desk: DeskClient): Promise<{ number: string; html: string }> {
  const value = async <T>(answer: Promise<Result<T>>): Promise<T> => unwrap(await answer);
  const { groups } = await value(desk.setUp.phrase({ township: '永丰镇', station: '一号窗口' }));
  await value(
    desk.setUp.complete({
      township: { code: '360732108', name: '永丰镇' },
      station: { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '' },
      desk: '一号窗口',
      staff: { name: '李小红', login: 'lixiaohong', password: 'Yongfeng-0001' },
      phrase: groups,
      backupFolder: '',
    }),
  );
  const { rows } = await value(desk.registry.list({ kind: 'matter', search: '高龄' }));
  const petitioner = { name: '𠮷田春', idType: 'residentId', idNumber: '360732196207150136' };
  const taken = await value(
    desk.case.begin({
      act: randomUUID(),
      kind: 'service',
      type: 'received',
      data: { set: { petitioner, matter: { code: rows[0]?.key ?? '' } } },
      print: '80mm',
    }),
  );
  const paper = taken.issued[0]?.id ?? '';
  const { html } = await value(desk.paper.html({ stream: taken.stream, paper, size: '80mm', copy: 1 }));
  return { number: taken.number, html };
}
