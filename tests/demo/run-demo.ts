/** The demo: opens the office, installs the app in it, plays the scenes and clears everything away. */
import { relative } from 'node:path';
import { chooseElectron, type Chosen } from '../electron-stand-in/choose.ts';
import { findChromium } from '../electron-stand-in/host/chromium-binary.ts';
import { companion, openOffice, type Office } from './office.ts';
import { clientCalls, strangerCalls } from './scenes.ts';
import { setStage, type Stage } from './stage.ts';
import { Story, type Step } from './story.ts';

export interface DemoOptions {
  readonly print: (line: string) => void;
  /** As of chooseElectron. */
  readonly mayDownload: boolean;
  readonly picturesFolder: string;
  /** The longest that one step may take. */
  readonly limitMs: number;
  /** Goes on after the scenes, with windows to be seen where that is possible, until its promise settles. */
  readonly stay: ((stage: Stage, story: Story) => Promise<void>) | null;
  /** Told of what has to be removed if the process is ended in between. */
  readonly onOffice?: (office: Office) => void;
}

export interface DemoResult {
  /** 1: a step failed or took too long, and the last line printed says which. */
  readonly exitCode: 0 | 1;
  readonly steps: readonly Step[];
  readonly pictures: readonly string[];
}

/** As long as the vendor's own sample of a reply took. */
const portalLatencyMs = 400;
const portalScopes = ['telephony', 'user_basic', 'crm'];

export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { print, picturesFolder, limitMs, stay, mayDownload } = options;
  const chosen = await chooseElectron({ mayDownload });
  const host = chosen.host === 'electron' ? 'Electron' : "the stand-in for Electron's binary";
  print(`Ringside runs on ${host}: ${chosen.why}.`);
  const isHeaded = stay !== null && canBeSeen(chosen);
  if (stay !== null && !isHeaded) {
    print('Its windows are not shown: that needs a display, and Electron or an installed Chromium.');
  }

  const story = new Story(print, performance.now());
  const office = await openOffice({ portalLatencyMs, portalLimits: 'vendor', portalScopes });
  options.onOffice?.(office);
  let stage: Stage | null = null;
  try {
    print(`PBX: ${office.pbx.url}   CRM: ${office.portal.origin} (answers after ${portalLatencyMs} ms)`);
    story.scene('0  The app starts on a new profile');
    const env: Record<string, string> = isHeaded ? { STAND_IN_HEADED: '1' } : {};
    const startMs = performance.now();
    const registered = office.pbx.whenRegistered(companion).then(() => performance.now());
    stage = await setStage({ office, chosen, env, picturesFolder, limitMs });
    story.step('app started', startMs, 'Set up by a provisioning file, with nobody asked');
    story.step('registered', await registered, `${companion}, the companion of the desk phone 101`);
    await clientCalls(stage, story);
    await strangerCalls(stage, story);
    story.say(`\nPictures: ${relative(process.cwd(), picturesFolder)}/ (${stage.pictures.length} files)`);
    if (stay !== null) await stay(stage, story);
    return { exitCode: 0, steps: story.steps, pictures: stage.pictures };
  } catch (error) {
    const said = stage?.installed.launched.stderr().trim() ?? '';
    if (said !== '') print(`\nThe app wrote:\n${said.slice(-4000)}`);
    print(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
    return { exitCode: 1, steps: story.steps, pictures: stage?.pictures ?? [] };
  } finally {
    await stage?.close();
    await office.close();
  }
}

function canBeSeen({ host }: Chosen): boolean {
  if (host === 'electron') return true;
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay && !findChromium(process.env).isHeadlessOnly;
}
