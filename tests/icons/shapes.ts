/** The pictures of tray and app as SVG: each tray state has a shape of its own. */
import type { TrayState } from '../../main/desktop/tray-state.ts';

/** Luminance between 0.14 and 0.265, so that each stands out by ≥ 3 : 1 from a light and from a dark taskbar. */
export const trayColors: Readonly<Record<TrayState, string>> = {
  offline: '#7d8695',
  registering: '#7d8695',
  ready: '#2f7fe0',
  'do-not-disturb': '#dd3b40',
  ringing: '#1a9a52',
  'phone-gone': '#cc6d00',
  deaf: '#cc6d00',
};

/** A telephone receiver in a box of 24, from ear (top left) to mouth (bottom right). */
const receiver = `<g fill="none" stroke-linecap="round" stroke-linejoin="round">
  <path d="M6.3 5.6C6.3 12.6 11.4 17.7 18.4 17.7" stroke-width="3.6"/>
  <path d="M7.2 5.4 9.2 5.4" stroke-width="5.4"/>
  <path d="M18.6 16.8 18.6 14.8" stroke-width="5.4"/>
</g>`;

/** `ink` draws, `hole` is left out of the ink: white on the coloured icons, nothing in the template. */
interface Shape {
  readonly ink: string;
  readonly hole: string;
}

const disc = '<circle cx="16" cy="16" r="15" class="fill"/>';

const shapes: Readonly<Record<TrayState, Shape>> = {
  ready: { ink: disc, hole: `<g class="line" transform="translate(4.2 4.4) scale(.94)">${receiver}</g>` },
  'do-not-disturb': { ink: disc, hole: '<rect x="7" y="13" width="18" height="6" rx="2" class="fill"/>' },
  registering: {
    ink: `<path d="M22.6 4.6A13.2 13.2 0 1 0 29.2 16" class="line" fill="none" stroke-width="3.6" stroke-linecap="round"/>
      <circle cx="9.6" cy="16" r="2.3" class="fill"/><circle cx="16" cy="16" r="2.3" class="fill"/><circle cx="22.4" cy="16" r="2.3" class="fill"/>`,
    hole: '',
  },
  offline: {
    ink: `<g class="line" transform="translate(-.3 -.2) scale(1.36)">${receiver}</g>`,
    hole: '',
  },
  ringing: {
    ink: `<path d="M16 3.4a8.4 8.4 0 0 0-8.4 8.4v6.4L4.6 23a1 1 0 0 0 .9 1.6h21a1 1 0 0 0 .9-1.6l-3-4.8v-6.4A8.4 8.4 0 0 0 16 3.4Z" class="fill"/>
      <path d="M12 26.8h8a4 4 0 0 1-8 0Z" class="fill"/>
      <path d="M2.4 12.6A13.4 13.4 0 0 1 6.6 3.8M29.6 12.6A13.4 13.4 0 0 0 25.4 3.8" class="line" fill="none" stroke-width="3" stroke-linecap="round"/>`,
    hole: '',
  },
  'phone-gone': {
    ink: `<g class="line" transform="translate(-3 6.6) scale(1.2)">${receiver}</g>
      <path d="M25.6 3.2v8" class="line" fill="none" stroke-width="4.4" stroke-linecap="round"/><circle cx="25.6" cy="17.2" r="2.5" class="fill"/>`,
    hole: '',
  },
  deaf: {
    ink: '<path d="M16 3.4 30 28H2Z" class="fill line" stroke-width="3.6" stroke-linejoin="round"/>',
    hole: `<path d="M16 11v7.4" class="line" stroke-width="3.6" stroke-linecap="round"/><circle cx="16" cy="24.2" r="2.2" class="fill"/>`,
  },
};

/** Cuts across a picture: a line and the gap that parts it from what is below. */
const slash = '<path d="M5 27 27 5" class="line" fill="none" stroke-width="3.6" stroke-linecap="round"/>';
const gap = '<path d="M5 27 27 5" fill="none" stroke="#000" stroke-width="8.4" stroke-linecap="round"/>';

const svg = (body: string, size: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${body}</svg>`;

const inked = (color: string): string => `<style>.ink .fill{fill:${color}}.ink .line,.ink .line path{stroke:${color}}
  .hole .fill{fill:#fff}.hole .line,.hole .line path{stroke:#fff}
  mask .fill{fill:#000}mask .line,mask .line path{stroke:#000}</style>`;

function body(state: TrayState): string {
  const { ink } = shapes[state];
  if (state !== 'offline') return `<g class="ink">${ink}</g>`;
  return `<mask id="gap" maskUnits="userSpaceOnUse" x="0" y="0" width="32" height="32"><rect width="32" height="32" fill="#fff"/>${gap}</mask>
    <g class="ink"><g mask="url(#gap)">${ink}</g>${slash}</g>`;
}

/** The coloured icon for Windows and Linux, 32 × 32 units. */
export function colouredIcon(state: TrayState): string {
  return svg(`${inked(trayColors[state])}${body(state)}<g class="hole">${shapes[state].hole}</g>`, 32);
}

/** The macOS template: black and clear only, the system colours it. */
export function templateIcon(state: TrayState): string {
  return svg(
    `${inked('#000')}<mask id="hole" maskUnits="userSpaceOnUse" x="0" y="0" width="32" height="32"><rect width="32" height="32" fill="#fff"/>${shapes[state].hole}</mask>
    <g mask="url(#hole)">${body(state)}</g>`,
    32,
  );
}

/** The app's own icon, 1024 × 1024 units: a receiver that rings, on the blue of the card's button. */
export const appIcon = svg(
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#3d8bf2"/><stop offset="1" stop-color="#0a4fae"/></linearGradient></defs>
  <rect x="64" y="64" width="896" height="896" rx="208" fill="url(#sky)"/>
  <g transform="translate(112 250) scale(27)" stroke="#fff">${receiver}</g>
  <g fill="none" stroke="#fff" stroke-width="62" stroke-linecap="round">
    <path d="M528 416A118 118 0 0 1 622 510"/>
    <path d="M528 264A268 268 0 0 1 772 510" opacity=".82"/>
  </g>`,
  1024,
);
