import { randomUUID } from 'node:crypto';
import type { DeskClient } from '../../shared/contract/index.ts';
import { formFieldsSchema } from '../../shared/kinds/matter/form-field.ts';
import { sampleForm } from '../../shared/kinds/matter/form-sample.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
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
  const code = rows[0]?.key ?? '';
  const { matter } = await value(desk.matter.get({ code }));
  const fields = formFieldsSchema.parse(matter?.['fields'] ?? []);
  const known = { intake: getPlainDate('2026-11-23'), birth: getPlainDate('1962-07-15') };
  const form = sampleForm(fields, known, () => 0) as Parameters<typeof desk.case.begin>[0]['data'];
  const taken = await value(
    desk.case.begin({
      act: randomUUID(),
      kind: 'service',
      type: 'received',
      data: { set: { petitioner, matter: { code }, form } },
      print: '80mm',
    }),
  );
  const paper = taken.issued[0]?.id ?? '';
  const { html } = await value(desk.paper.html({ stream: taken.stream, paper, size: '80mm', copy: 1 }));
  return { number: taken.number, html };
}
