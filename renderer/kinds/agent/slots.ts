import { linesKit } from '../../fields/LinesField.tsx';
import type { FieldKit } from '../../fields/types.ts';
import { agentKit } from './AgentField.tsx';

export const agentSlots: Readonly<Record<string, FieldKit>> = {
  ...{ villages: linesKit, languages: linesKit, skills: linesKit },
  partner: agentKit,
};
