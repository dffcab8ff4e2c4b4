/** What only one kind needs on the screen, one line each: field → how it is asked and shown. Everything else is generic. */
import type { FieldKit } from '../fields/types.ts';
import { agentSlots } from './agent/slots.ts';
import { complaintSlots } from './complaint/slots.tsx';
import { matterSlots } from './matter/slots.ts';
import { proxySlots } from './proxy/slots.tsx';
import { ruleSlots } from './rule-slots.ts';
import { serviceSlots } from './service/slots.ts';

export type FieldSlots = Readonly<Record<string, FieldKit>>;

export const fieldSlots: Readonly<Record<string, FieldSlots>> = {
  service: serviceSlots,
  matter: matterSlots,
  complaint: complaintSlots,
  proxy: proxySlots,
  rule: ruleSlots,
  agent: agentSlots,
};
