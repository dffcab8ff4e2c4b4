/** On the home screen: what waits for this person's word, and what waits for somebody else's. Whoever has neither sees nothing of it. */
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

export function HandoverOnHome() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const { data } = useAnswer(['workHandover.count'], () => desk.workHandover.count({}), {
    ...{ keepsLast: true, isOn: may('case.handle') },
  });
  const shown = (['toTake', 'sentBack', 'out'] as const).filter((name) => (data?.[name] ?? 0) > 0);
  if (data === undefined || shown.length === 0) return null;
  return (
    <Group gap="lg">
      {shown.map((name) => (
        <AnchorLink
          key={name}
          to="/work-handovers"
          data-testid={`handover-${name}`}
          {...(name === 'out' ? {} : { fw: 600 })}
        >
          {t(`home.handover.${name}`, { count: data[name] })}
        </AnchorLink>
      ))}
    </Group>
  );
}
