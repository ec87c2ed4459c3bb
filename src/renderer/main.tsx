import '../core/domain/model/without-eval.ts';
import './tokens.css';
import './base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ClientProvider } from './client/ClientProvider.tsx';
import { type Client, connect } from './client/connect.ts';
import { forgetAged } from './cards/card-drafts.ts';
import { dropFailedSheets } from './client/load-part.ts';
import { keepPage } from './client/keep-page.ts';
import { createQueryClient } from './client/query-client.ts';
import { closeSession } from './client/session.ts';
import { sayNews } from './components/toasts.ts';
import { router } from './routes.ts';
import { Outside } from './shell/Outside.tsx';
import { applyStoredTheme } from './state/use-theme.ts';
import { connectionWords } from './strings/frame-connection.ts';

async function start(root: Root): Promise<void> {
  const showOutside = (why: 'signedOut' | 'unreachable'): void => {
    root.render(<Outside why={why} />);
  };
  let client: Client | undefined;
  try {
    client = await connect({
      onSignedOut() {
        closeSession();
        showOutside('signedOut');
      },
    });
  } catch {
    showOutside('unreachable');
    return;
  }
  if (client === undefined) {
    showOutside('signedOut');
    return;
  }
  root.render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <ClientProvider client={client}>
          <RouterProvider router={router} />
        </ClientProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const element = document.querySelector('#root');
if (element === null) throw new Error('The page has no #root.');
applyStoredTheme();
dropFailedSheets();
forgetAged(Date.now());
void start(createRoot(element));
void keepPage(() => {
  const { title, action } = connectionWords.newBuild;
  sayNews(title, { isBad: false, action: { label: action, run: () => { location.reload(); } } });
});
