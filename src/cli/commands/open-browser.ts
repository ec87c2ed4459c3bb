import { spawn } from 'node:child_process';

const openers: { readonly [platform: string]: readonly [command: string, ...args: string[]] } = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Shows a link in the platform's browser; answers whether something took it. The link stays printed either way. */
export async function openBrowser(link: string): Promise<boolean> {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const opener = spawn(command, [...args, link], { stdio: 'ignore', detached: true });
    opener.once('error', () => { resolve(false); });
    opener.once('spawn', () => {
      opener.unref();
      resolve(true);
    });
  });
}
