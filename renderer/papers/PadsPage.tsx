/** 空白应急单: numbered blank slips for a power cut; every sheet is accounted for. */
import { Badge, Button, Group, NumberInput, Paper, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { ButtonLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { AccountDialog, LoseDialog } from './PadDialogs.tsx';
import { countSheets, type Pad, type Sheet } from './pads.ts';
import { printSheet } from './print-desk.ts';

export function PadsPage() {
  const { t } = useTranslation('cases');
  const pads = useAnswer(['pad.list'], () => desk.pad.list({}));
  return (
    <RegistryFrame title={t('pads.title')}>
      <Text c="dimmed">{t('pads.hint')}</Text>
      <ReservePad />
      <Answered answer={pads}>
        {({ pads: list }) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('pads.none')}</Text>
          ) : (
            list.map((pad) => <OnePad key={pad.stream} pad={pad} />)
          )
        }
      </Answered>
    </RegistryFrame>
  );
}

/** The pages of a pad to the printer; a refusal says why not. */
async function printPad(stream: string): Promise<DeskRefusal | undefined> {
  const page = await answerOf(() => desk.pad.html({ stream }));
  if (!page.ok) return page.refusal;
  await printSheet(page.value, 'blankReceipt', 'A5');
  return undefined;
}

const usual = 20;

function ReservePad() {
  const { t } = useTranslation('cases');
  const [count, setCount] = useState<number>(usual);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const reserve = useAct((act: string, sheets: number) => desk.pad.reserve({ act, count: sheets }));
  return (
    <Paper withBorder p="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void reserve.run(count).then((answer) => {
            if (answer?.ok) void printPad(answer.value.stream).then(setRefusal);
          });
        }}
      >
        <Group align="flex-end">
          <NumberInput
            label={t('pads.count')}
            name="count"
            w={160}
            min={1}
            max={100}
            value={count}
            onChange={(typed) => {
              setCount(typeof typed === 'number' ? typed : usual);
            }}
          />
          <Button type="submit" loading={reserve.isBusy} data-testid="pad-reserve">
            {t('pads.reserve')}
          </Button>
        </Group>
      </form>
      <RefusalNote refusal={reserve.refusal ?? refusal} mt="sm" />
    </Paper>
  );
}

function OnePad({ pad }: { readonly pad: Pad }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const [isOpen, setOpen] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const counts = countSheets(pad.sheets);
  return (
    <Paper withBorder p="md" data-testid="pad">
      <Group justify="space-between">
        <Stack gap={2}>
          <Group gap="sm">
            <Text fw={600}>{t('pads.made', { at: moment(pad.madeOn), count: pad.sheets.length })}</Text>
            {!pad.isOpen && <Badge tt="none">{t('pads.closed')}</Badge>}
          </Group>
          <Text>{t('pads.counts', counts)}</Text>
        </Stack>
        <Group gap="xs">
          <Button size="sm" variant="default" onClick={() => void printPad(pad.stream).then(setRefusal)}>
            {t('pads.print')}
          </Button>
          <Button
            size="sm"
            variant="default"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {t(isOpen ? 'pads.hide' : 'pads.show')}
          </Button>
          {pad.isOpen && (
            <Button
              size="sm"
              onClick={() => {
                setClosing(true);
              }}
            >
              {t('pads.account')}
            </Button>
          )}
        </Group>
      </Group>
      <RefusalNote refusal={refusal} />
      {isOpen && <Sheets pad={pad} />}
      {isClosing && (
        <AccountDialog
          pad={pad}
          onClose={() => {
            setClosing(false);
          }}
        />
      )}
    </Paper>
  );
}

function Sheets({ pad }: { readonly pad: Pad }) {
  const { t } = useTranslation('cases');
  const [lost, setLost] = useState<Sheet>();
  return (
    <>
      <Table mt="sm" verticalSpacing={4}>
        <Table.Tbody>
          {pad.sheets.map((sheet) => (
            <Table.Tr key={sheet.number} data-sheet={sheet.state}>
              <Table.Td>
                <NumberText number={sheet.number} />
              </Table.Td>
              <Table.Td>{t(`pads.state.${sheet.state}`)}</Table.Td>
              <Table.Td>{sheet.reason}</Table.Td>
              <Table.Td>
                {pad.isOpen && sheet.state === 'free' && (
                  <Group gap={4} justify="flex-end">
                    <ButtonLink to="/take" search={{ sheet: sheet.number }} size="compact-sm" variant="subtle">
                      {t('pads.keyIn')}
                    </ButtonLink>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      onClick={() => {
                        setLost(sheet);
                      }}
                    >
                      {t('pads.lose')}
                    </Button>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {lost && (
        <LoseDialog
          pad={pad}
          sheet={lost}
          onClose={() => {
            setLost(undefined);
          }}
        />
      )}
    </>
  );
}
