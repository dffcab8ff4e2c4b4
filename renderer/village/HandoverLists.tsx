/** 交接清单 that were made, newest first, each to be printed again. */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { printSheet } from '../papers/print-desk.ts';

export function HandoverLists() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const { moment } = useDates();
  const answer = useAnswer(['village.lists'], () => desk.village.lists({}), { keepsLast: true });
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const print = async (stream: string) => {
    const paper = await answerOf(() => desk.village.paper({ stream }));
    setRefusal(paper.ok ? undefined : paper.refusal);
    if (paper.ok) await printSheet(paper.value, 'villageHandover', 'A4');
  };
  return (
    <section>
      <Title order={2}>{t('village.lists')}</Title>
      <RefusalNote refusal={refusal} />
      <Answered answer={answer}>
        {({ lists }) =>
          lists.length === 0 ? (
            <Text c="dimmed">{t('village.noList')}</Text>
          ) : (
            <Table data-testid="village-lists">
              <Table.Tbody>
                {lists.map(({ stream, number, station, carrier, sentOn, count, underWay }) => (
                  <Table.Tr key={stream} data-list={stream}>
                    <Table.Td>{number}</Table.Td>
                    <Table.Td>{station}</Table.Td>
                    <Table.Td>{moment(sentOn)}</Table.Td>
                    <Table.Td>{carrier}</Table.Td>
                    <Table.Td>
                      {underWay === 0 ? t('village.allThere', { count }) : t('village.underWay', { count, underWay })}
                    </Table.Td>
                    <Table.Td>
                      {may('case.reveal') && (
                        <Group justify="flex-end">
                          <Button variant="default" size="compact-md" onClick={() => void print(stream)}>
                            {t('village.print')}
                          </Button>
                        </Group>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
    </section>
  );
}
