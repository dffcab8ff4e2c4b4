import { Group, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paperSizes, type PaperSize } from '#shared/documents/blocks.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';

const key = ['paper.printers'];

/** Which printer each size of paper goes to, where the program prints without a dialog. */
export function PrinterChoice({ sizes = paperSizes }: { readonly sizes?: readonly PaperSize[] }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const printers = useAnswer(key, () => desk.paper.printers({}));
  const choose = useAct((_act, input: { size: PaperSize; printer: string }) => desk.paper.choosePrinter(input));
  const keep = async (size: PaperSize, printer: string): Promise<void> => {
    await choose.run({ size, printer });
    await queryClient.invalidateQueries({ queryKey: key });
  };
  return (
    <Answered answer={printers}>
      {(data) => (
        <Stack gap="xs">
          <Group align="end">
            {sizes.map((size) => (
              <NativeSelect
                key={size}
                label={t(`settings.slip.${size}`)}
                name={`printer.${size}`}
                value={data.chosen[size]}
                disabled={choose.isBusy || !may('paper.issue')}
                onChange={({ currentTarget }) => void keep(size, currentTarget.value)}
                data={[
                  { value: '', label: t('settings.printer.none') },
                  ...data.printers
                    .filter(({ sizes: held }) => held.includes(size))
                    .map(({ name, title }) => ({ value: name, label: title })),
                ]}
              />
            ))}
          </Group>
          <RefusalNote refusal={choose.refusal} />
        </Stack>
      )}
    </Answered>
  );
}
