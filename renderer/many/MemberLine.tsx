/** One person of a 全家: who it is, and whether there is to be a case. */
import { Box, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonFields } from '../fields/PersonFields.tsx';
import { textOf } from '../fields/values.ts';
import { withoutParty } from '../parties/fill.ts';
import type { Member } from './household.ts';

interface MemberLineProps {
  readonly member: Member;
  readonly path: string;
  readonly onChange: (member: Member) => void;
  readonly onFound?: (party: string) => void;
  readonly isHead?: boolean;
}

export function MemberLine({ member, path, onChange, onFound, isHead = false }: MemberLineProps) {
  const { t } = useTranslation('cases');
  const { person, relation, isTicked } = member;
  /** What is typed makes the line one's own. */
  const change = (part: Partial<Member>) => {
    const { isFound: _found, isAlike: _alike, ...own } = member;
    onChange({ ...own, ...part });
  };
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap" data-member={path} data-person={path}>
      <Checkbox
        mt="2.1rem"
        aria-label={t('many.tick', { name: textOf(person['name']) })}
        name={`${path}.tick`}
        checked={isTicked}
        onChange={(event) => {
          onChange({ ...member, isTicked: event.currentTarget.checked });
        }}
      />
      {!isHead && (
        <TextInput
          label={t('household.relation')}
          name={`${path}.relation`}
          w={110}
          value={relation}
          onChange={(event) => {
            change({ relation: event.currentTarget.value });
          }}
        />
      )}
      <Box style={{ flex: 1 }}>
        {member.isAlike && (
          <Text size="sm" c="var(--tongban-warn)" data-testid="alike">
            {t('many.alike')}
          </Text>
        )}
        <PersonFields
          person={person}
          onChange={(next) => {
            change({ person: withoutParty(person, next) });
          }}
          refusals={{}}
          path={path}
          nameLabel={t(isHead ? 'person.head' : 'household.member')}
          isRequired={false}
          isCompact
          {...(onFound
            ? {
                onFound: ({ party }) => {
                  onFound(party);
                },
              }
            : {})}
        />
      </Box>
    </Group>
  );
}
