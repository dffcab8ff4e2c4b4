import type { Answers, Ask } from './messages.ts';
import type { Printing } from './printing.ts';
import type { SecretStore } from './secrets.ts';

/** Answers the desk's questions: the key store, the printers, the paper. */
export const serveDesk =
  (secrets: SecretStore, printing: Printing) =>
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
    }
  };
