import { expect, test } from '../window-test.ts';

test.use({ serviceWorkers: 'allow' });

test('the page can be installed, and opens while its host is away: it says so, keeps no answer and no token, and comes back by itself', async ({ window, host, context }) => {
  const cdp = await context.newCDPSession(window);
  // A browser asks for the files of a page that it has kept; once it has them, it may offer to install it.
  await expect.poll(() => window.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe('activated');
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // Windows that leave no trace install nothing, and those of tests leave none.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { errors, data } = await cdp.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '')).toMatchObject({ name: 'AI Workflow Manager', display: 'standalone' });

  await window.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  const kept = await window.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url, headers }) => ({ path: new URL(url).pathname, search: new URL(url).search, isSigned: headers.has('authorization') }))));
    return all.flat();
  });
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.filter(({ path, search, isSigned }) => isSigned || search !== '' || !/^\/(?:$|assets\/|icon|manifest\.webmanifest$)/u.test(path))).toEqual([]);

  await host.kill();
  await window.reload();
  await expect(window.getByRole('region', { name: 'Connection' })).toContainText('The host does not answer.');
  await window.getByRole('link', { name: 'Documents', exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await expect(window.getByRole('main').getByText('What stands here is not known while the host is away.').first()).toBeVisible();

  const other = await context.newPage();
  await other.goto(new URL('/', host.link).href);
  await expect(other.getByRole('heading', { level: 1, name: 'The host does not answer' })).toBeVisible();

  await host.startAgain();
  await expect(window.getByRole('region', { name: 'Connection' })).toBeHidden();
  // The other tab, which has a session, gets it one of its own.
  await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('where the host went away before the files of the page were kept, they are kept as soon as it is back', async ({ window, host }) => {
  await host.kill();
  await expect(window.getByRole('region', { name: 'Connection' })).toContainText('The host does not answer.');
  // The page asks for its files when the first screen has had its turn; by then nobody answers.
  await expect.poll(() => window.evaluate(() => performance.now())).toBeGreaterThan(5000);
  expect(await window.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBeUndefined();

  await host.startAgain();
  await expect.poll(() => window.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe('activated');
});
