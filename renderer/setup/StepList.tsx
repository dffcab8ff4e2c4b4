import { useTranslation } from 'react-i18next';
import { steps, type Step } from './set-up-state.ts';
import classes from './SetUp.module.css';

export function StepList({ step }: { readonly step: Step }) {
  const { t } = useTranslation('screens');
  return (
    <ol className={classes.steps}>
      {steps.map((one) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          {t(`setUp.step.${one}`)}
        </li>
      ))}
    </ol>
  );
}
