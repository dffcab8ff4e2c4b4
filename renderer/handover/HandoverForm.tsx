/** Who, to whom, why, for how long, and which cases: all that somebody has in hand is ticked until it is taken out. */
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { handoverReasons } from '#shared/kinds/work-handover/index.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import { GivenRows } from './GivenRows.tsx';
import type { Keyed } from './keyed.ts';
import { useHandover, type HandoverPlace } from './use-handover.ts';

export function HandoverForm(place: HandoverPlace) {
  const { t } = useTranslation('cases');
  const { keyed, put, pending, rows, chosen, submit, keepNow, isReady, isBusy, refusal } = useHandover(place);
  return (
    <Answered answer={pending}>
      {({ people, drafts, isMore }) => (
        <form
          onKeyDown={enterToNext}
          onBlur={keepNow}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Stack gap="sm" data-testid="handover-form">
            <Who keyed={keyed} put={put} people={people} />
            <Textarea
              name="note"
              autosize
              minRows={2}
              label={t('workHandover.note')}
              description={t('workHandover.noteHint')}
              maxLength={2000}
              value={keyed.note}
              onChange={({ currentTarget: { value } }) => {
                put({ ...keyed, note: value });
              }}
            />
            <GivenRows rows={rows} keyed={keyed} put={put} />
            {isMore && <Text fw={600}>{t('workHandover.more')}</Text>}
            {drafts > 0 && <Text data-testid="handover-drafts">{t('workHandover.drafts', { count: drafts })}</Text>}
            <RowRefusal refusal={refusal} numbers={chosen.map(({ line }) => line.number)} />
            <Group>
              <Button type="submit" loading={isBusy} disabled={!isReady} data-testid="handover-give">
                {t('workHandover.give', { count: chosen.length })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Answered>
  );
}

interface WhoProps {
  readonly keyed: Keyed;
  readonly put: (keyed: Keyed) => void;
  readonly people: readonly { readonly id: string; readonly name: string; readonly isReceiver: boolean }[];
}

function Who({ keyed, put, people }: WhoProps) {
  const { t } = useTranslation('cases');
  const { me, may } = usePerson();
  const words = useKindWords('workHandover');
  const giver = keyed.giver === '' ? me.staff : keyed.giver;
  const named = people.map(({ id, name }) => ({ value: id, label: name }));
  const receivers = people.flatMap(({ id, name, isReceiver }) =>
    isReceiver && id !== giver ? [{ value: id, label: name }] : [],
  );
  return (
    <Group align="flex-end">
      {may('dispatch.assign') && (
        <NativeSelect
          name="giver"
          w={180}
          label={words.field('giver')}
          data={named}
          value={giver}
          onChange={({ currentTarget: { value } }) => {
            // What was ticked and said was about somebody else's cases.
            put({ ...keyed, giver: value === me.staff ? '' : value, ticked: null, notes: {} });
          }}
        />
      )}
      <NativeSelect
        name="receiver"
        w={180}
        withAsterisk
        label={words.field('receiver')}
        data={[{ value: '', label: t('staff.choose') }, ...receivers]}
        value={keyed.receiver}
        onChange={({ currentTarget: { value } }) => {
          put({ ...keyed, receiver: value });
        }}
      />
      <NativeSelect
        name="why"
        w={120}
        label={words.field('why')}
        data={handoverReasons.map((value) => ({ value, label: words.value('why', value) }))}
        value={keyed.why}
        onChange={({ currentTarget: { value } }) => {
          put({ ...keyed, why: handoverReasons.find((one) => one === value) ?? 'other' });
        }}
      />
      {(['from', 'until'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          name={name}
          w={170}
          withAsterisk={name === 'from'}
          label={t(`workHandover.${name}`)}
          value={keyed[name]}
          onChange={({ currentTarget: { value } }) => {
            put({ ...keyed, [name]: value });
          }}
        />
      ))}
    </Group>
  );
}
