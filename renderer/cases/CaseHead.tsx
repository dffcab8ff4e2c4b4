import { Badge, CopyButton, Group, Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useWho } from '../app/who.ts';
import { useDates } from '../app/dates.ts';
import { useKindWords } from '../fields/kind-words.ts';

export function CaseHead({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const { moment } = useDates();
  const who = useWho();
  const mark = markOf(page);
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Title order={1}>{words.title(page.title)}</Title>
        <Text c="dimmed" style={{ wordBreak: 'keep-all' }}>
          {t('case.began', { kind: words.name, station: page.stationName, at: moment(page.beganOn) })}
          <span data-testid="case-charge">{t('case.charge', { name: who(page.charge.name) })}</span>
        </Text>
      </Stack>
      {/* The number and the status are never cut; a long line beside them breaks. */}
      <Group gap="sm" wrap="nowrap" flex="none">
        <Text fz="1.5rem" fw={700} style={{ whiteSpace: 'nowrap' }} data-testid="case-number" data-number={page.number}>
          {page.numberShown}
        </Text>
        {page.number !== '' && (
          <CopyButton value={page.number}>
            {({ copied, copy }) => (
              <Button variant="subtle" size="compact-sm" onClick={copy}>
                {t(copied ? 'case.copied' : 'case.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Badge
          size="xl"
          variant={page.isOpen ? 'filled' : 'default'}
          {...(page.voided ? { color: 'red' } : {})}
          tt="none"
          data-testid="case-status"
          data-status={page.voided ? 'voided' : page.status}
        >
          {mark === undefined ? words.status(page.status) : t(mark)}
        </Badge>
      </Group>
    </Group>
  );
}

/** What stands in the place of a state: of one that is over, unreadable here, or never rightly begun. */
function markOf({ voided, needsUpgrade, status }: CasePage) {
  if (voided) return 'mark.voided';
  if (needsUpgrade !== undefined) return 'mark.needsUpgrade';
  return status === '' ? 'history.marked' : undefined;
}
