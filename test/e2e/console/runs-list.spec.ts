import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test('runs are found, chosen, stopped and compared by keyboard', async ({ window, host }) => {
  const ids: string[] = [];
  for (const topic of ['Parking', 'Opening hours', 'Heating']) ids.push(idOf(await host.ask('runs', 'start', 'approval', '--input', `topic=${topic}`)));
  await host.ask('runs', 'start', 'hello');
  await visit(window, '/runs', 'Runs');
  const list = window.getByRole('grid', { name: 'Runs' });
  const rows = list.getByRole('row').filter({ has: window.getByRole('link') });
  await expect(rows).toHaveCount(4);
  await expectAccessible(window);

  // Narrowed by typing, said by the address, taken back by going back.
  await window.keyboard.press('/');
  await window.keyboard.type('approval');
  await expect(rows).toHaveCount(3);
  await expect(window).toHaveURL(/#\/runs\?text=approval$/u);
  await expect(window.getByText('aiwm runs list --search approval')).toBeVisible();
  await window.goBack();
  await expect(rows).toHaveCount(4);
  await window.goForward();
  await expect(rows).toHaveCount(3);

  // A run that begins is offered, and moves nothing until it is asked for.
  await host.ask('runs', 'start', 'approval', '--input', 'topic=Roof');
  await expect(window.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(rows).toHaveCount(3);
  await window.getByRole('button', { name: '1 new' }).press('Enter');
  await expect(rows).toHaveCount(4);

  // Two chosen by a range are compared.
  await list.focus();
  await window.keyboard.press('j');
  await window.keyboard.press('Space');
  await window.keyboard.press('Shift+ArrowDown');
  await expect(window.getByText('2 runs chosen')).toBeVisible();
  await window.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Compare two runs' })).toBeVisible();
  await expect(window.getByRole('heading', { name: 'The first difference' })).toBeVisible();
  await expect(window.getByRole('table', { name: 'Inputs' })).toContainText('Opening hours');
  await window.getByRole('button', { name: 'Next row that differs' }).press('Enter');
  await expect(window.getByRole('heading', { name: 'What differs there' })).toBeVisible();
  await expectAccessible(window);

  // All are stopped together, but for one that ended meanwhile, which is told by its name.
  await visit(window, '/runs?text=approval', 'Runs');
  await expect(rows).toHaveCount(4);
  await list.focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('Space');
  await window.keyboard.press('Shift+End');
  await expect(window.getByText('4 runs chosen')).toBeVisible();
  await window.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  const dialog = window.getByRole('alertdialog', { name: 'Stop 4 runs?' });
  await expect(dialog).toContainText('cannot be resumed');
  await expectAccessible(window);
  await host.ask('runs', 'stop', String(ids[0]));
  await dialog.getByRole('button', { name: 'Stop 4 runs' }).press('Enter');
  await expect(dialog).toContainText('Done: 3 runs.');
  await expect(dialog).toContainText('1 run could not be changed');
  await window.keyboard.press('Enter');
  await expect(list.getByText('Stopped')).toHaveCount(4);

  // A row is opened.
  await list.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Approval' })).toBeVisible();
});

test('a run is started from the list, and the filter is kept as a view', async ({ window }) => {
  await visit(window, '/runs', 'Runs');
  await expect(window.getByRole('heading', { name: 'No runs yet' })).toBeVisible();

  await window.getByRole('button', { name: 'Start a run…' }).press('Enter');
  await window.getByRole('menuitem', { name: 'Approval' }).press('Enter');
  await window.getByRole('dialog', { name: 'Run Approval' }).getByRole('button', { name: 'Start and stay here' }).press('Enter');
  await expect(window.getByText('Run of Approval started')).toBeVisible();
  await expect(window.getByRole('grid', { name: 'Runs' }).getByText('Needs you')).toBeVisible();

  await window.getByRole('button', { name: 'Needs somebody' }).press('Space');
  await expect(window).toHaveURL(/needs=person/u);
  await window.getByRole('button', { name: 'Views' }).press('Enter');
  await window.getByRole('button', { name: 'Save this view…' }).press('Enter');
  await window.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await window.keyboard.press('Enter');
  await expect(window.getByText('The view “Mine” is saved')).toBeVisible();

  await window.getByRole('button', { name: 'Clear filters' }).press('Enter');
  await expect(window).toHaveURL(/#\/runs$/u);
  await window.getByRole('button', { name: 'Views' }).press('Enter');
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Mine', exact: true }).press('Enter');
  await expect(window).toHaveURL(/needs=person/u);
});
