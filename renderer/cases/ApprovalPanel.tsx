/** 呈批: whose word each decision needs, who gave it and how, and what still waits for a signature. */
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { useKindWords } from '../fields/kind-words.ts';

type Approval = CasePage['approvals'][number];

export function ApprovalPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  if (page.approvals.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="approvals">
      <Title order={2} mb="xs">
        {t('approval.title')}
      </Title>
      <Stack gap="sm">
        {page.approvals.map((approval, index) => (
          <OneApproval key={index} approval={approval} kind={page.kind} />
        ))}
      </Stack>
    </Paper>
  );
}

function OneApproval({ approval, kind }: { readonly approval: Approval; readonly kind: string }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const { about, role, needsTwo, state, isUnsigned = false } = approval;
  const whose = [role === '' ? '' : t('approval.role', { role }), needsTwo ? t('approval.two') : ''];
  return (
    <div data-approval={about} data-state={state} data-unsigned={isUnsigned}>
      <Group gap="xs" justify="space-between">
        <Text fw={600}>{words.value('about', about)}</Text>
        {isUnsigned ? (
          <Badge color="orange.9" tt="none">
            {t('mark.unsigned')}
          </Badge>
        ) : (
          <Badge variant="default" tt="none">
            {t(`approval.state.${state}`)}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {whose.filter((part) => part !== '').join(' · ')}
      </Text>
      <Word approval={approval} kind={kind} />
      {isUnsigned && (
        <Text size="sm" c="orange.9" role="status">
          {t('approval.unsigned')}
        </Text>
      )}
    </div>
  );
}

/** Who, how, and what they said. */
function Word({ approval, kind }: { readonly approval: Approval; readonly kind: string }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const { moment } = useDates();
  const { verdict, way, by = [], opinion, signedOn, on } = approval;
  if (verdict === undefined || way === undefined) return null;
  return (
    <>
      <Text size="sm">
        {t('approval.by', {
          names: by.join(t('separator')),
          way: words.value('signWay', way),
          verdict: words.value('verdict', verdict),
        })}
      </Text>
      {opinion !== undefined && <Text size="sm">{t('approval.said', { opinion })}</Text>}
      <Text size="sm" c="dimmed">
        {[
          signedOn === undefined ? '' : t('approval.on', { day: signedOn }),
          on === undefined ? '' : t('approval.at', { at: moment(on) }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
    </>
  );
}
