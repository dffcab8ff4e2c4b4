/** From a form to the page of the person it is about, and back with everything typed: given by the form, asked for by its fields. */
import { createContext, useContext } from 'react';

/** Undefined where the form cannot be left and found again. */
export const CallUp = createContext<(() => void) | undefined>(undefined);

export const useCallUpOf = (): (() => void) | undefined => useContext(CallUp);
