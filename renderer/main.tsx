import '@mantine/core/styles.css';
import './app/page.css';
import './app/rare-faces.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserPage } from './client/page.ts';
import { followChanges } from './client/changes.ts';
import { App } from './app/App.tsx';
import { keepAll } from './app/keepers.ts';
import { newRouter } from './app/router.ts';
import { refuseStrayDrops } from './app/stray-drops.ts';
import { listenForShortcuts } from './app/use-shortcut.ts';
import { languageOfWindow, startWords } from './app/words.ts';

/** What was typed goes into the store before the window is gone. */
function keepBeforeLeaving(): void {
  browserPage().onShellMessage((message, port) => {
    if (message.tongban === 'closing') void keepAll().then(() => port?.postMessage('kept'));
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepAll();
  });
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

await startWords(languageOfWindow(window.location.search, navigator.languages));
// The router reads `?…` before the `#` as if it stood behind it: a filter or a draft of the address would be lost at a reload.
if (window.location.search !== '') window.history.replaceState(null, '', `/${window.location.hash}`);
followChanges();
listenForShortcuts();
keepBeforeLeaving();
refuseStrayDrops();
createRoot(root).render(
  <StrictMode>
    <App router={newRouter()} />
  </StrictMode>,
);
