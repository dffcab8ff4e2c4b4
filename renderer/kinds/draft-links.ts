/** Where a draft is taken up again, for kinds that have pages of their own; every other one is an intake or an act on a case. */
import type { ComponentType } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { HandoverDraftLink } from './handover/HandoverDraftLink.tsx';
import { ArrivalDraftLink } from '../arrivals/ArrivalDraftLink.tsx';
import { ManyDraftLink } from '../many/ManyDraftLink.tsx';
import { SheetsDraftLink } from '../signatures/SheetsDraftLink.tsx';
import { PartyDraftLink } from '../parties/PartyDraftLink.tsx';
import { WorkHandoverDraftLink } from './work-handover/WorkHandoverDraftLink.tsx';
import { MatterDraftLink } from './matter/MatterDraftLink.tsx';

export interface DraftLinkProps {
  readonly draft: {
    readonly id: string;
    readonly type: string;
    readonly stream: string | null;
    readonly data: JsonObject;
  };
}

export const draftLinks: Readonly<Record<string, ComponentType<DraftLinkProps>>> = {
  matter: MatterDraftLink,
  handover: HandoverDraftLink,
  workHandover: WorkHandoverDraftLink,
  batch: ArrivalDraftLink,
  intakeList: ManyDraftLink,
  sheets: SheetsDraftLink,
  ...Object.fromEntries(kinds.flatMap(({ kind, form }) => (form === 'party' ? [[kind, PartyDraftLink]] : []))),
};
