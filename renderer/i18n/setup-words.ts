/** What a language must be able to say in the set-up window, beside the words of the line. */
import type { RequestError, RequestName } from '../../main/bridge/contract/requests.ts';
import type { SetupForm, TestStep } from '../../main/bridge/contract/setup-views.ts';
import type { Advice } from './line-words.ts';
import type { Statement } from './words.ts';

/** Every setting of the form, as problems name it: `sip.aor`. */
export type SettingPath = {
  [G in keyof SetupForm]: `${G}.${keyof SetupForm[G] & string}`;
}[keyof SetupForm];

/** What a step of a test comes to, as far as a word and a shape can tell it. */
export type StepResult = 'running' | 'ok' | 'warning' | 'failed' | 'skipped';
export type StepWarning = Extract<TestStep['outcome'], { kind: 'warning' }>['warning'];

/** Every code that a request of this window may be refused with. */
export type SetupRefusal = RequestError<Extract<RequestName, `setup:${string}`>> | ImportRefusal;
/** What the window itself refuses to hand on. */
export type ImportRefusal = 'file-too-large' | 'file-unreadable';

export interface SettingWords {
  readonly label: string;
  /** One sentence, empty where the label says it all. */
  readonly hint: string;
  /** An example, shown in the empty field. */
  readonly example: string;
}

type Choices<T extends string> = Readonly<Record<T, string>>;

export interface SetupWords {
  readonly windowTitle: string;
  readonly headingFirst: string;
  readonly heading: string;
  readonly introFirst: string;

  readonly lineHeading: string;
  readonly lineIntro: string;
  readonly crmHeading: string;
  readonly crmIntro: string;
  readonly sendingHeading: string;
  readonly sendingIntro: string;
  readonly deskHeading: string;
  readonly deskIntro: string;
  readonly moreLine: string;
  readonly moreCrm: string;
  readonly moreDesk: string;

  readonly settings: Readonly<Record<SettingPath, SettingWords>>;
  readonly optional: string;
  /** A value that shows what is meant, in an empty field. */
  example(value: string): string;
  readonly stored: string;
  readonly show: string;
  readonly hideSecret: string;
  readonly removeSecret: string;
  readonly keepSecret: string;
  /** In the empty field of a secret that goes when it is saved. */
  readonly removed: string;
  readonly seconds: string;
  readonly days: string;

  readonly plans: Choices<SetupForm['crm']['plan']>;
  /** In place of the hint, where the portal takes no call records from a webhook. */
  readonly recordsFromAppsOnly: string;

  readonly appHeading: string;
  readonly appIntro: string;
  readonly appHandler: string;
  readonly appPortal: string;
  readonly appPortalExample: string;
  readonly appId: string;
  readonly appIdExample: string;
  readonly appSecret: string;
  readonly connections: Choices<'not-connected' | 'connected'>;
  readonly connect: string;
  readonly connectAgain: string;
  readonly saveFirst: string;
  /** The browser asks somebody. */
  readonly connecting: string;
  readonly giveUp: string;
  readonly notKept: Statement;

  readonly pbxProfiles: Choices<SetupForm['sip']['pbx']>;
  /** What each of them claims, in one sentence. */
  readonly pbxHints: Choices<SetupForm['sip']['pbx']>;
  readonly ringingTransfers: Choices<SetupForm['sip']['ringingTransfer']>;
  /** What each of them means for agent, queue and caller. */
  readonly transferPrices: Choices<SetupForm['sip']['ringingTransfer']>;
  /** In place of the price, where both are chosen: the settings refuse it. */
  readonly takeOnKamailio: string;
  readonly dialFormats: Choices<SetupForm['numbers']['dialFormat']>;
  readonly privateNumbers: Choices<SetupForm['numbers']['privateNumbers']>;
  readonly whenBusy: Choices<SetupForm['routing']['whenBusy']>;
  readonly whenPaused: Choices<SetupForm['routing']['whenPaused']>;
  readonly whenClosed: Choices<SetupForm['routing']['whenClosed']>;
  readonly themes: Choices<SetupForm['desktop']['theme']>;
  readonly corners: Choices<SetupForm['desktop']['corner']>;
  /** Before the number as a person reads it and the digits as they are dialled. */
  readonly dialExample: string;
  readonly dials: string;
  /** Where no example number of the country is at hand. */
  readonly nationalWithoutExample: string;

  readonly addServer: string;
  /** Before a number: "Server 2". */
  readonly server: string;
  readonly queueNumber: string;
  readonly queueName: string;
  readonly queueNumberExample: string;
  readonly queueNameExample: string;
  readonly noQueues: string;
  readonly addQueue: string;
  /** Before the queue's own name or number. */
  readonly queue: string;
  readonly remove: string;

  readonly pressKeys: string;
  readonly noShortcut: string;
  readonly clear: string;
  readonly shortcutRefusals: Choices<'types-letters' | 'no-modifier' | 'not-a-key'>;

  readonly testLine: string;
  readonly testCrm: string;
  readonly testing: string;
  readonly testHint: string;
  readonly steps: Readonly<Record<TestStep['step'], string>>;
  readonly results: Readonly<Record<StepResult, string>>;
  readonly warnings: Readonly<Record<StepWarning, Advice>>;
  /** @param count of other contacts, at least 1 */
  besideOthers(count: number): string;
  readonly wrongValues: string;

  readonly importFile: string;
  readonly importHint: string;
  readonly dropHere: string;
  readonly imported: Statement;
  readonly importedWithProblems: Statement;
  readonly notImported: string;

  readonly pendingHeading: string;
  readonly pendingMore: string;
  readonly pendingOverTyped: string;
  readonly pendingProblems: string;
  /** Before what stood in the way of a file without mistakes. */
  readonly pendingNotApplied: string;
  readonly apply: string;
  readonly ignore: string;
  readonly appliedHeading: string;
  readonly appliedMore: string;
  readonly deleteFile: string;
  readonly keepFile: string;

  /** @param count of wrong values, at least 1 */
  problems(count: number): string;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly unsaved: string;
  readonly cancel: string;
  readonly close: string;
  version(version: string): string;
  readonly refusals: Readonly<Record<SetupRefusal, Statement>>;
}
