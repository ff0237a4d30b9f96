/** The set-up window's form, filled in by its labels as an administrator reads them. */
import type { Locator, Page } from 'playwright-core';

export interface FormValues {
  readonly server: string;
  readonly aor: string;
  readonly extension: string;
  readonly password: string;
  readonly webhook: string;
  readonly country: string;
  readonly queues: readonly { readonly number: string; readonly name: string }[];
}

export function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

export async function fillIn(page: Page, values: FormValues): Promise<void> {
  await field(page, 'SIP server').fill(values.server);
  await field(page, 'Address of record').fill(values.aor);
  await field(page, 'Own extension').fill(values.extension);
  await field(page, 'Password').fill(values.password);
  await field(page, 'Bitrix24 inbound webhook').fill(values.webhook);
  await field(page, 'Country').selectOption(values.country);
  for (const [index, { number, name }] of values.queues.entries()) {
    await page.getByRole('button', { name: 'Add a queue' }).click();
    await field(page, 'Queue number').nth(index).fill(number);
    await field(page, 'Queue name').nth(index).fill(name);
  }
}

/** The result of a named step of a test: the list item with its words. */
export function step(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
}
