import type { Answers, Ask } from './messages.ts';
import type { Printing } from './printing.ts';
import type { Saving } from './saving.ts';
import type { SecretStore } from './secrets.ts';

export interface Servants {
  readonly secrets: SecretStore;
  readonly printing: Printing;
  readonly saving: Saving;
}

/** Answers the desk's questions: the key store, the printers, the paper, a file for outside. */
export const serveDesk =
  ({ secrets, printing, saving }: Servants) =>
  async (ask: Ask): Promise<Answers[Ask['what']]> => {
    switch (ask.what) {
      case 'secret.available':
        return secrets.available();
      case 'secret.protect':
        return secrets.protect(ask.bytes);
      case 'secret.unprotect':
        return secrets.unprotect(ask.bytes);
      case 'printers':
        return printing.printers();
      case 'print':
        return printing.print(ask.html, ask.paper, ask.printer);
      case 'pdf':
        return printing.pdf(ask.html, ask.paper);
      case 'save.place':
        return saving.choosePlace(ask.name);
      case 'save.write':
        return saving.write(ask.place, ask.bytes);
    }
  };
