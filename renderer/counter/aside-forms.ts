/** Which form writes down which kind of note: one line each. */
import type { ComponentType } from 'react';
import { AppointmentForm } from './AppointmentForm.tsx';
import { CallForm } from './CallForm.tsx';
import { InquiryForm } from './InquiryForm.tsx';
import { ReferralForm } from './ReferralForm.tsx';

export interface AsideFormProps {
  readonly kind: string;
  readonly about?: string;
  /** `isLeaving`: another page opens, so the cursor does not go back. */
  readonly onClose: (isLeaving?: boolean) => void;
}

export const asideForms: Readonly<Partial<Record<string, ComponentType<AsideFormProps>>>> = {
  call: CallForm,
  inquiry: InquiryForm,
  referral: ReferralForm,
  appointment: AppointmentForm,
};
