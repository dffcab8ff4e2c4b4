/** The nightly comparison found another content on the two sides: what that means, what to do, and both hashes for who maintains it. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LinkState } from '#shared/contract/link.ts';
import { ButtonLink } from '../app/links.tsx';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import classes from '../settings/Settings.module.css';

type Found = NonNullable<LinkState['differs']>;

export function Difference({ differs }: { readonly differs: Found }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const { moment } = useDates();
  return (
    <Alert color="red" variant="light" role="alert" title={t('link.differs.title')} data-testid="link-differs">
      <Stack gap="sm">
        <Text fw={600}>{t('link.differs.what', { at: moment(differs.at) })}</Text>
        <Text>{t('link.differs.kept')}</Text>
        <Text>{t('link.differs.todo')}</Text>
        <Details differs={differs} />
        {may('desk.manage') ? <Looked at={differs.at} /> : <Text c="dimmed">{t('link.differs.maySee')}</Text>}
      </Stack>
    </Alert>
  );
}

function Details({ differs: { place, ours, theirs } }: { readonly differs: Found }) {
  const { t } = useTranslation('screens');
  return (
    <details>
      <summary>{t('link.differs.detail')}</summary>
      <dl className={classes.facts}>
        <dt>{t('link.differs.place')}</dt>
        <dd>{place}</dd>
        <dt>{t('link.differs.ours')}</dt>
        <dd>
          <code>{ours}</code>
        </dd>
        <dt>{t('link.differs.theirs')}</dt>
        <dd>
          <code>{theirs}</code>
        </dd>
      </dl>
    </details>
  );
}

function Looked({ at }: { readonly at: string }) {
  const { t } = useTranslation('screens');
  const act = useAct((_act, seen: string) => desk.link.looked({ at: seen }));
  const look = async (): Promise<void> => {
    const answer = await act.run(at);
    if (answer !== undefined) askAgain();
  };
  return (
    <>
      <Group>
        <ButtonLink to="/settings/check" variant="default">
          {t('link.differs.check')}
        </ButtonLink>
        <Button color="red.9" onClick={() => void look()} loading={act.isBusy} data-testid="link-looked">
          {t('link.differs.seen')}
        </Button>
      </Group>
      <RefusalNote refusal={act.refusal} />
    </>
  );
}
