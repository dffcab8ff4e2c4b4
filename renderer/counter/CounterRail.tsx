/** What interrupts: forms put aside, the telephone, a question in passing. */
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { openAside } from './aside-opener.ts';
import { ParkedRail } from './ParkedRail.tsx';

const noted = ['call', 'inquiry'] as const;

export function CounterRail({ className }: { readonly className: string }) {
  return (
    <>
      <ParkedRail className={className} />
      {noted.map((kind) => (
        <AsideButton key={kind} kind={kind} className={className} />
      ))}
    </>
  );
}

interface AsideButtonProps {
  readonly kind: (typeof noted)[number];
  readonly className: string;
}

function AsideButton({ kind, className }: AsideButtonProps) {
  useTranslation('screens');
  const words = useKindWords(kind);
  return (
    <button
      type="button"
      className={className}
      onClick={() => {
        openAside({ kind });
      }}
    >
      {words.name} <kbd>{shortcuts[kind].keys}</kbd>
    </button>
  );
}
